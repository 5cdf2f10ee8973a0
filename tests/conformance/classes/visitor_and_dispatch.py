class Num:
    def __init__(self, value): self.value = value

class BinOp:
    def __init__(self, op, left, right): self.op, self.left, self.right = op, left, right

class Visitor:
    def visit(self, node):
        method = getattr(self, 'visit_' + type(node).__name__, self.generic)
        return method(node)

    def generic(self, node):
        raise NotImplementedError(f'no visit_{type(node).__name__}')

class Evaluator(Visitor):
    operations = {'+': lambda a, b: a + b, '*': lambda a, b: a * b, '-': lambda a, b: a - b}

    def visit_Num(self, node):
        return node.value

    def visit_BinOp(self, node):
        return self.operations[node.op](self.visit(node.left), self.visit(node.right))

class Printer(Visitor):
    def visit_Num(self, node):
        return str(node.value)

    def visit_BinOp(self, node):
        return f'({self.visit(node.left)} {node.op} {self.visit(node.right)})'

tree = BinOp('+', Num(1), BinOp('*', Num(2), BinOp('-', Num(10), Num(4))))
print(Printer().visit(tree), '=', Evaluator().visit(tree))
try:
    Evaluator().visit('text')
except NotImplementedError as e:
    print(e)

from functools import singledispatch, singledispatchmethod

@singledispatch
def show(value):
    return f'object {value}'

@show.register
def _(value: int):
    return f'int {value}'

@show.register(list)
def _(value):
    return '[' + ', '.join(show(v) for v in value) + ']'

print(show(1), show('a'), show([1, 'b', [2]]), show(True))

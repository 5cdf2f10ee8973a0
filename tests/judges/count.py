"""Count the interleavings of a judge program, independently of any explorer.

    count.py                 hold judges.json against a fresh count of every file
    count.py FILE ...        print the counts of these files
    count.py --write         record them in judges.json

A judge is a small file of one shape: module globals, functions, the line
`threads = [threading.Thread(target=f), ...]`, two loops that start and join
them, then assertions and prints. Every function becomes a generator that stops
at each access to a *shared* variable (one that some thread function writes: a
global, or a slot of a global list) and at each operation on a synchronisation
object. All orders of these steps are walked. Two orders are one trace
(Mazurkiewicz) if every pair of dependent steps has the same order in both.
Dependent are two steps of one thread, and two accesses to one variable or
object of which at least one is a write. For objects:

    write   acquire, release, put, get, set, clear, wait, notify, a successful try
    read    is_set, Event.wait, locked, empty, qsize, a failed try

`Condition.wait` is two steps: release and enqueue; then, once notified and the
lock is free, acquire again. For programs of plain variables and locks this is
the relation every model checker uses ("relation": "standard"); with the other
objects an explorer may know more independence and count fewer traces
("relation": "objects"), but never other outcomes.

The walk goes over classes of prefixes, each represented by one order, so the
number of interleavings is a number of paths and need not be enumerated.

What is counted: traces; reads_from, the classes in which every read and every
acquire sees the same write; interleavings; failing, those that end in a
deadlock or a false assertion; fewest, the lexicographically least
[preemptions, switches, steps] of a failing order, where a preemption is a
switch away from a thread that could have gone on; outcomes, what is printed
(listed up to 64). A number beyond 2**53 is null.

An entry with "counted": false is too big to walk here in reasonable time; its
traces come from the family's formula. "source_dpor_blocked" is the number of
runs that source-DPOR abandons by sleep sets, lowest thread first.
"""

import ast
import contextlib
import io
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
KINDS = ("Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition", "Event", "Queue")
OUTCOMES_LISTED = 64
EXACT_IN_JSON = 2**53
METHODS = {
    "acquire", "release", "locked", "wait", "notify", "notify_all",
    "set", "clear", "is_set", "put", "get", "empty", "qsize",
}


def call_kind(node):
    """The class name if `node` constructs a synchronisation object."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name if name in KINDS else None
    return None


class Object:
    """A synchronisation object as a plain record."""

    def __init__(self, kind, name, arguments):
        self.kind, self.name = kind, name
        self.lock = self
        self.count = {"Lock": 1, "RLock": 1}.get(kind, 0)
        self.owner, self.depth = None, 0
        self.flag, self.items, self.waiters = False, [], []
        self.limit = 0
        if kind in ("Semaphore", "BoundedSemaphore"):
            self.count = arguments[0] if arguments else 1
        if kind == "Queue" and arguments:
            self.limit = arguments[0]
        if kind == "Condition":
            self.lock = arguments[0] if arguments else Object("RLock", name + ".lock", [])


class Lift(ast.NodeTransformer):
    """Turn a thread function into a generator of steps."""

    def __init__(self, shared, slots, functions):
        self.shared, self.slots, self.functions = shared, slots, functions
        self.locals = set()

    def lift(self, function):
        stored = {
            n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
        }
        stored |= {a.arg for a in function.args.args}
        declared = {name for n in ast.walk(function) if isinstance(n, ast.Global) for name in n.names}
        self.locals = stored - declared
        function.body = [s for statement in function.body for s in self.several(statement)]
        # A generator even where the function makes no step.
        function.body.append(ast.parse("if False:\n    yield").body[0])
        return function

    def several(self, statement):
        result = self.visit(statement)
        return result if isinstance(result, list) else [result] if result else []

    def step(self, *parts):
        return ast.Yield(ast.Tuple([ast.Constant(p) if isinstance(p, str) else p for p in parts], ast.Load()))

    def is_shared(self, node):
        return isinstance(node, ast.Name) and node.id in self.shared and node.id not in self.locals

    def is_list(self, node):
        return isinstance(node, ast.Name) and node.id in self.slots and node.id not in self.locals

    def visit_Global(self, node):
        return None

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Load) and self.is_shared(node):
            return self.step("read", node.id, ast.Constant(None))
        return node

    def visit_Subscript(self, node):
        if self.is_list(node.value) and isinstance(node.ctx, ast.Load):
            return self.step("read", node.value.id, self.visit(node.slice))
        return self.generic_visit(node)

    def store(self, target, value):
        if self.is_shared(target):
            return ast.Expr(self.step("write", target.id, ast.Constant(None), value))
        if isinstance(target, ast.Subscript) and self.is_list(target.value):
            return ast.Expr(self.step("write", target.value.id, self.visit(target.slice), value))
        return ast.Assign([target], value)

    def visit_Assign(self, node):
        assert len(node.targets) == 1 and not isinstance(node.targets[0], ast.Tuple), "one target a statement"
        return self.store(node.targets[0], self.visit(node.value))

    def visit_AugAssign(self, node):
        target = node.target
        if self.is_shared(target):
            read = self.step("read", target.id, ast.Constant(None))
        elif isinstance(target, ast.Subscript) and self.is_list(target.value):
            read = self.step("read", target.value.id, self.visit(target.slice))
        else:
            return self.generic_visit(node)
        return self.store(target, ast.BinOp(read, node.op, self.visit(node.value)))

    def visit_With(self, node):
        body = [s for statement in node.body for s in self.several(statement)]
        for item in reversed(node.items):
            enter = ast.Expr(self.step("sync", self.visit(item.context_expr), "acquire"))
            leave = ast.Expr(self.step("sync", self.visit(item.context_expr), "release"))
            # A generator that is thrown away halfway must not step again.
            guard = ast.parse("if not abandoned():\n    pass").body[0]
            guard.body = [leave]
            body = [enter, ast.Try(body, [], [], [guard])]
        return body

    def visit_Call(self, node):
        function = node.func
        if isinstance(function, ast.Name) and function.id in self.functions:
            node.args = [self.visit(a) for a in node.args]
            return ast.YieldFrom(node)
        if isinstance(function, ast.Attribute) and function.attr in METHODS:
            arguments = [self.visit(a) for a in node.args] + [self.visit(k.value) for k in node.keywords]
            return self.step("sync", self.visit(function.value), function.attr, *arguments)
        return self.generic_visit(node)


class Judge:
    """A judge file, taken apart."""

    def __init__(self, path):
        self.path = path
        tree = ast.parse(path.read_text())
        functions = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
        self.before, self.after = [], []
        targets = None
        for node in tree.body:
            if isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.For)):
                continue
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "threads":
                targets = [self.target(call) for call in node.value.elts]
            elif targets is None:
                self.before.append(node)
            else:
                self.after.append(node)
        self.targets = targets
        self.shared, self.slots = set(), set()
        for f in functions.values():
            for n in ast.walk(f):
                if isinstance(n, ast.Global):
                    self.shared |= set(n.names)
                if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store):
                    self.slots.add(n.value.id)
        assert not self.shared & self.slots, "a list is either rebound or written into"
        self.uses_objects = any(
            call_kind(n) not in (None, "Lock", "RLock") for s in self.before for n in ast.walk(s)
        )
        lift = Lift(self.shared, self.slots, set(functions))
        body = [lift.lift(f) for f in functions.values()]
        module = ast.fix_missing_locations(ast.Module(body, []))
        self.functions = compile(module, str(path), "exec")
        self.setup = compile(ast.Module(self.before, []), str(path), "exec")
        self.verdict = compile(ast.Module(self.after, []), str(path), "exec")

    @staticmethod
    def target(call):
        assert [k.arg for k in call.keywords] == ["target"], "Thread(target=f) only"
        return call.keywords[0].value.id


class World:
    """One run of a judge, advanced a step at a time by thread number."""

    def __init__(self, judge):
        self.judge = judge
        made = []

        def maker(kind):
            def make(*arguments, **keywords):
                made.append(Object(kind, f"{kind}{len(made)}", list(arguments) + list(keywords.values())))
                return made[-1]

            return make

        space = {kind: maker(kind) for kind in KINDS}
        space["threading"] = space["queue"] = type("module", (), {k: staticmethod(v) for k, v in space.items()})
        space["abandoned"] = lambda: sys.exc_info()[0] is GeneratorExit
        exec(judge.setup, space)
        exec(judge.functions, space)
        self.space = space
        self.threads = [space[name]() for name in judge.targets]
        self.pending = [self.advance(t, None) for t in range(len(self.threads))]
        self.resumed = {}
        self.steps = [0] * len(self.threads)
        # Per variable or object: a list of groups, each one write or a set of reads.
        self.history = {}
        self.sees = {}
        self.failure = None

    def advance(self, thread, value):
        try:
            return self.threads[thread].send(value)
        except StopIteration:
            return None
        except Exception as e:  # an exception in a thread is an outcome
            self.failure = f"{type(e).__name__} in thread {thread}"
            return None

    def enabled(self):
        return [t for t in range(len(self.threads)) if self.can_go(t)]

    def can_go(self, t):
        step = self.pending[t]
        if step is None:
            return False
        if step[0] != "sync":
            return True
        _, thing, method, *arguments = step
        if thing.kind == "Condition":
            if t in self.resumed:
                notified, lock = self.resumed[t] in thing.waiters, thing.lock
                return not notified and lock.count > 0
            thing = thing.lock if method == "acquire" else thing
        if method == "acquire" and arguments[:1] != [False]:
            return thing.count > 0 or (thing.kind == "RLock" and thing.owner == t)
        if method == "get":
            return bool(thing.items)
        if method == "put":
            return not thing.limit or len(thing.items) < thing.limit
        if method == "wait" and thing.kind == "Event":
            return thing.flag
        return True

    def touch(self, t, key, writes):
        event = (t, self.steps[t])
        groups = self.history.setdefault(key, [])
        self.sees[event, key] = next((g for g in reversed(groups) if isinstance(g, tuple)), None)
        if writes:
            groups.append(event)
        elif groups and isinstance(groups[-1], frozenset):
            groups[-1] |= {event}
        else:
            groups.append(frozenset({event}))

    def go(self, t):
        step = self.pending[t]
        value = None
        if step[0] == "read":
            self.touch(t, step[1:3], False)
            held = self.space[step[1]]
            value = held if step[2] is None else held[step[2]]
        elif step[0] == "write":
            self.touch(t, step[1:3], True)
            # A plain write sees nothing; only its order counts.
            self.sees.pop(((t, self.steps[t]), step[1:3]))
            if step[2] is None:
                self.space[step[1]] = step[3]
            else:
                self.space[step[1]][step[2]] = step[3]
        else:
            value = self.synchronise(t, *step[1:])
            if value is Ellipsis:  # the first half of Condition.wait
                self.steps[t] += 1
                return
        self.steps[t] += 1
        self.pending[t] = self.advance(t, value)

    def take(self, t, lock):
        if lock.kind == "RLock" and lock.owner == t:
            lock.depth += 1
            return
        lock.count -= 1
        lock.owner, lock.depth = t, 1

    def give(self, t, lock):
        if lock.kind == "RLock":
            lock.depth -= 1
            if lock.depth:
                return
        lock.owner = None
        lock.count += 1

    def synchronise(self, t, thing, method, *arguments):
        if thing.kind == "Condition":
            if method == "wait" and t in self.resumed:
                del self.resumed[t]
                self.touch(t, thing.lock.name, True)
                self.take(t, thing.lock)
                return True
            if method == "wait":
                assert thing.lock.owner == t, "cannot wait on un-acquired lock"
                self.touch(t, thing.lock.name, True)
                self.touch(t, thing.name, True)
                token = (t, self.steps[t])
                thing.waiters.append(token)
                self.resumed[t] = token
                self.give(t, thing.lock)
                return Ellipsis
            if method in ("notify", "notify_all"):
                self.touch(t, thing.name, True)
                number = len(thing.waiters) if method == "notify_all" else (arguments or [1])[0]
                del thing.waiters[:number]
                return None
            thing = thing.lock
        writes = method not in ("is_set", "locked", "empty", "qsize")
        value = None
        if method == "acquire":
            value = thing.count > 0 or (thing.kind == "RLock" and thing.owner == t)
            writes = value
            if value:
                self.take(t, thing)
        elif method == "release":
            self.give(t, thing)
        elif method == "locked":
            value = thing.count == 0
        elif method == "put":
            thing.items.append(arguments[0])
        elif method == "get":
            value = thing.items.pop(0)
        elif method == "empty":
            value = not thing.items
        elif method == "qsize":
            value = len(thing.items)
        elif method == "wait":
            writes, value = False, True
        elif method == "is_set":
            value = thing.flag
        elif method in ("set", "clear"):
            thing.flag = method == "set"
        self.touch(t, thing.name, writes)
        return value

    def trace(self):
        return tuple(sorted((repr(k), tuple(g)) for k, g in self.history.items()))

    def reads_from(self):
        return frozenset(self.sees.items())

    def outcome(self):
        """(what is printed or went wrong, whether it is a failure)"""
        if any(step is not None for step in self.pending):
            return "deadlock", True
        if self.failure:
            return self.failure, True
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                exec(self.judge.verdict, self.space)
        except AssertionError as e:
            return f"AssertionError: {e}".rstrip(": "), True
        return printed.getvalue().strip(), False


def replay(judge, schedule):
    world = World(judge)
    for t in schedule:
        world.go(t)
    return world


def count(path):
    judge = Judge(path)
    root = World(judge)
    # Classes of prefixes by length; each: [a representative, paths to it, cheapest by last thread].
    layer = {root.trace(): [(), 1, {None: (0, 0)}]}
    result = {"traces": 0, "interleavings": 0}
    failing_traces = failing_interleavings = 0
    fewest, outcomes, classes = None, set(), set()
    length = 0
    while layer:
        following = {}
        for schedule, paths, costs in layer.values():
            world = replay(judge, schedule)
            enabled = world.enabled()
            if not enabled:
                outcome, failed = world.outcome()
                outcomes.add(outcome)
                classes.add((world.reads_from(), outcome == "deadlock"))
                result["traces"] += 1
                result["interleavings"] += paths
                if failed:
                    failing_traces += 1
                    failing_interleavings += paths
                    best = min((p, s, length) for p, s in costs.values())
                    fewest = min(fewest or best, best)
                continue
            for t in enabled:
                after = replay(judge, (*schedule, t)) if len(enabled) > 1 else world
                if after is world:
                    world.go(t)
                entry = following.setdefault(after.trace(), [(*schedule, t), 0, {}])
                entry[1] += paths
                for last, (preemptions, switches) in costs.items():
                    switched = last is not None and last != t
                    cost = (preemptions + (switched and last in enabled), switches + switched)
                    entry[2][t] = min(entry[2].get(t, cost), cost)
        layer = following
        length += 1
    result["reads_from"] = len(classes)
    result["failing"] = {"traces": failing_traces, "interleavings": failing_interleavings}
    result["fewest"] = list(fewest) if fewest else None
    if result["interleavings"] > EXACT_IN_JSON:
        result["interleavings"] = result["failing"]["interleavings"] = None
    result["outcome_count"] = len(outcomes)
    result["outcomes"] = sorted(outcomes) if len(outcomes) <= OUTCOMES_LISTED else None
    result["relation"] = "objects" if judge.uses_objects else "standard"
    return result


def main(arguments):
    table = HERE / "judges.json"
    write = "--write" in arguments
    names = [a for a in arguments if a != "--write"]
    recorded = json.loads(table.read_text()) if table.exists() else {}
    paths = [pathlib.Path(n) for n in names] or sorted(p for p in HERE.glob("*.py") if p.name != "count.py")
    wrong = checked = 0
    for path in paths:
        known = recorded.get(path.name, {})
        if known.get("counted") is False and not names:
            continue  # too big to walk here; its numbers come from the formula
        result = count(path)
        checked += 1
        if names and not write:
            print(path.name, json.dumps(result), flush=True)
            continue
        differs = {k: v for k, v in result.items() if known.get(k) != v}
        if write:
            recorded[path.name] = {**known, **result}
        elif differs:
            wrong += 1
            print(f"{path.name}: counted {differs}, recorded { {k: known.get(k) for k in differs} }")
    if write:
        ordered = {name: recorded[name] for name in sorted(recorded) if (HERE / name).exists()}
        body = ",\n".join(f"  {json.dumps(name)}: {json.dumps(entry)}" for name, entry in ordered.items())
        table.write_text("{\n" + body + "\n}\n")
    if not names or write:
        print(f"{checked} programs counted, {wrong} differ from judges.json")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

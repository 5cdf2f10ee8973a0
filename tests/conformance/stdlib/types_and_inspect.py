import inspect
import types

def sample(a, b=2, *args, c, d: int = 4, **kw) -> str:
    """Sample doc."""

sig = inspect.signature(sample)
print(sig, list(sig.parameters), sig.parameters['b'].default, sig.parameters['c'].kind.name, sig.return_annotation is str)
bound = sig.bind(1, 5, 6, c=7)
bound.apply_defaults()
print(bound.arguments)
try:
    sig.bind(1)
except TypeError as e:
    print(e)
print(inspect.isfunction(sample), inspect.ismethod(sample), inspect.isclass(int), inspect.getdoc(sample), inspect.ismodule(types), inspect.isbuiltin(len))
ns = types.SimpleNamespace(x=1, y='two')
ns.z = [3]
print(ns, ns.x, ns == types.SimpleNamespace(x=1, y='two', z=[3]), vars(ns))
print(isinstance(sample, types.FunctionType), isinstance(len, types.BuiltinFunctionType), isinstance(sample.__code__, types.CodeType), isinstance((i for i in ()), types.GeneratorType))
proxy = types.MappingProxyType({'a': 1})
print(proxy['a'], proxy, len(proxy))
try:
    proxy['b'] = 2
except TypeError as e:
    print(e)
class C:
    pass
def method(self): return 'bound to ' + type(self).__name__
c = C()
c.m = types.MethodType(method, c)
print(c.m(), types.new_class('Dyn', (C,)).__mro__[1].__name__, types.NoneType, types.EllipsisType.__name__)
module = types.ModuleType('fake', 'docs')
module.value = 5
print(module.__name__, module.__doc__, module.value)
frame = inspect.currentframe()
print(frame.f_code.co_name, frame.f_lineno, inspect.getsource(sample).splitlines()[0] if False else 'no source')

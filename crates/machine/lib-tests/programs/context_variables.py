"""Context variables."""
import contextvars as c
v=c.ContextVar('v',default=3); w=c.ContextVar('w')
def check(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
print(c.ContextVar,c.Context,c.Token,v,w)
check(w.get); check(lambda:w.get(7)); t=w.set(1); print(t, t.old_value, t.var is w, c.Token.MISSING)
w.reset(t); print(t); check(lambda:w.reset(t)); check(w.get)
t=v.set(5); check(lambda: w.reset(t))
ctx=c.copy_context(); print(len(ctx), list(ctx), v in ctx, ctx[v], ctx.get(w), ctx.get(w,9), list(ctx.items()), list(ctx.keys()), list(ctx.values()))
check(lambda: ctx[w]); check(lambda: 3 in ctx); check(lambda: ctx[3])
print(ctx.run(lambda: (v.set(8), v.get())[1]), v.get(), ctx[v])
check(lambda: ctx.run(lambda: ctx.run(print)))
t2=ctx.run(v.set,3); check(lambda: v.reset(t2))
check(lambda: c.ContextVar(3)); check(lambda: c.ContextVar('a','b'));check(lambda: c.Token())
class A(c.ContextVar): pass

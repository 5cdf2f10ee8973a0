import contextvars
import threading

user = contextvars.ContextVar('user', default='nobody')
request = contextvars.ContextVar('request')

print(user.get(), request.get('no request'), user.name)
try:
    request.get()
except LookupError as e:
    print('LookupError', 'request' in str(e))
token = user.set('ann')
print(user.get(), token.old_value is contextvars.Token.MISSING, token.var is user)
user.reset(token)
print(user.get())
try:
    user.reset(token)
except RuntimeError as e:
    print('used once')

def work():
    user.set('inside')
    return user.get()

ctx = contextvars.copy_context()
print(ctx.run(work), user.get(), ctx[user], user in ctx, len(ctx) >= 1, request in ctx)
seen = []
user.set('main')
t = threading.Thread(target=lambda: seen.append(user.get()))
t.start()
t.join()
print('a new thread starts with', seen)
copied = contextvars.copy_context()
t = threading.Thread(target=lambda: seen.append(copied.run(user.get)))
t.start()
t.join()
print(seen, {v.name: value for v, value in copied.items() if v in (user, request)})
try:
    copied.run(copied.run, print)
except RuntimeError as e:
    print(str(e).split(':')[0])

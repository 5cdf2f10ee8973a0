from concurrent.futures import Future, ThreadPoolExecutor
import threading

def notify(future):
    log.append(('notify', future.result(), threading.current_thread().name))

log = []
gate = threading.Event()

def work():
    gate.wait()
    return 42

with ThreadPoolExecutor(max_workers=1, thread_name_prefix='pool') as executor:
    future = executor.submit(work)
    future.add_done_callback(notify)
    future.add_done_callback(lambda f: log.append('second callback'))
    gate.set()
print(log)
future.add_done_callback(notify)
print('called at once:', log[-1])

manual = Future()
manual.add_done_callback(lambda f: print('manual done', f.done(), f.exception()))
print(manual.running(), manual.done(), manual.set_running_or_notify_cancel(), manual.running())
manual.set_result('by hand')
print(manual.result())
other = Future()
other.set_exception(KeyError('stored'))
try:
    other.result()
except KeyError as e:
    print('result re-raises', repr(e), other.exception() is e)
try:
    manual.set_result('twice')
except Exception as e:
    print(type(e).__name__, str(e)[:9])

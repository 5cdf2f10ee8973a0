import time

t = time.gmtime(0)
print(t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_wday, t.tm_yday, len(t))
print(time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(86400 * 365)), time.asctime(time.gmtime(0)))
print(time.strftime('%a %b %d %j %p', time.gmtime(10 ** 9)))
print(time.gmtime(1.9)[:6], tuple(time.gmtime(0))[0])
stamp = time.ctime()
print(len(stamp), stamp.count(':'), len(stamp.split()))
print(len(time.strftime('%X')), time.strftime('%X').count(':'), len(time.strftime('%H:%M:%S')))
print(time.mktime(time.localtime(1000)) == 1000, isinstance(time.time(), float), time.time_ns() > 10 ** 18)
a = time.monotonic()
b = time.perf_counter()
time.sleep(0.05)
print(time.monotonic() > a, time.perf_counter() > b, isinstance(time.perf_counter_ns(), int), time.process_time() >= 0)
parsed = time.strptime('30 Nov 2000', '%d %b %Y')
print(parsed.tm_year, parsed.tm_mon, parsed.tm_mday, parsed.tm_yday)
for bad in (lambda: time.sleep(-1), lambda: time.sleep('x'), lambda: time.strptime('x', '%Y')):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(e)
elapsed = 3725.5
print(f'{int(elapsed // 3600):02d}:{int(elapsed % 3600 // 60):02d}:{elapsed % 60:04.1f}')

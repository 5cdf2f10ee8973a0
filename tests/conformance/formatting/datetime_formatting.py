from datetime import date, datetime, time, timedelta

moment = datetime(2024, 2, 9, 15, 4, 5, 678901)
print(moment, repr(moment), moment.isoformat(), moment.isoformat(' ', 'minutes'))
print(moment.strftime('%Y-%m-%d %H:%M:%S.%f'), moment.strftime('%d/%m/%y %I:%M %p %A %a %B %b %j %%'))
print(f'{moment:%H:%M:%S} {moment:%Y}', moment.date(), moment.time(), moment.timestamp() > 0)
print(date(2024, 2, 9), repr(date(2024, 2, 9)), date(2024, 2, 9).strftime('%x'), date(2024, 2, 9).weekday())
delta = timedelta(days=1, hours=2, minutes=3, seconds=4.5)
print(delta, repr(delta), delta.total_seconds(), timedelta(seconds=90), timedelta(0), timedelta(days=-1, hours=5), timedelta(microseconds=1))
print(moment + delta, moment - timedelta(hours=16), moment - datetime(2024, 1, 1), delta * 2, delta / 2, -delta)
print(datetime(2024, 3, 1) - datetime(2024, 2, 28), date(2024, 12, 31) - date(2024, 1, 1), moment.replace(year=2000))
print(datetime.strptime('2023-07-14 08:30', '%Y-%m-%d %H:%M'), datetime.fromisoformat('2024-01-02T03:04:05'))
print(time(12, 30), repr(time(1, 2, 3, 4)), datetime.min, date.max, moment > datetime(2024, 1, 1), max(date(2024, 1, 1), date(2023, 1, 1)))
for bad in (lambda: date(2023, 2, 29), lambda: datetime(2024, 13, 1), lambda: time(25), lambda: datetime.strptime('x', '%Y')):
    try:
        bad()
    except ValueError as e:
        print(e)

from datetime import date, datetime, timedelta, timezone

start = datetime(2024, 1, 31, 23, 59, 30)
for step in (timedelta(seconds=45), timedelta(days=29), timedelta(hours=-48), timedelta(weeks=1, minutes=5)):
    print(start + step, (start + step).strftime('%a'), step)
d = date(2024, 2, 28)
print([str(d + timedelta(days=n)) for n in range(3)], d.isoweekday(), d.isocalendar()[1], d.toordinal(), date.fromordinal(738000))
print((date(2024, 12, 25) - d).days, d.replace(day=1), d < date(2025, 1, 1), d == date(2024, 2, 28), d.ctime())
delta = datetime(2024, 3, 10, 12) - datetime(2024, 3, 8, 18, 30)
print(delta, delta.days, delta.seconds, delta.total_seconds() / 3600, delta // timedelta(hours=1), delta % timedelta(hours=1), abs(-delta))
utc = datetime(2024, 6, 1, 12, tzinfo=timezone.utc)
cest = timezone(timedelta(hours=2), 'CEST')
print(utc, utc.astimezone(cest), utc.astimezone(cest).tzname(), utc.isoformat(), utc == utc.astimezone(cest), utc.timestamp())
print(datetime.fromtimestamp(0, timezone.utc), datetime.combine(d, datetime.min.time()), datetime(2024, 1, 1).timetuple().tm_yday)
try:
    utc < datetime(2024, 1, 1)
except TypeError as e:
    print(e)
try:
    d + 5
except TypeError as e:
    print(e)
now = datetime.now()
print(isinstance(now, datetime), now - now, (datetime.now() - now).total_seconds() >= 0, date.today() <= datetime.now().date())
print(sorted([timedelta(1), timedelta(hours=1), timedelta(-1)]), sum([timedelta(minutes=20)] * 4, timedelta()), max(timedelta(1), timedelta(2)))

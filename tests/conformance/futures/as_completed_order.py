import time
from concurrent.futures import ThreadPoolExecutor, as_completed

def fetch(url, delay):
    time.sleep(delay)
    if 'bad' in url:
        raise ValueError(f'cannot fetch {url}')
    return len(url)

urls = {'http://slow.example': 0.6, 'http://fast.example': 0.1, 'http://bad.example': 0.35}

with ThreadPoolExecutor(max_workers=5) as executor:
    future_to_url = {executor.submit(fetch, url, delay): url for url, delay in urls.items()}
    for future in as_completed(future_to_url):
        url = future_to_url[future]
        try:
            data = future.result()
        except Exception as exc:
            print('%r generated an exception: %s' % (url, exc))
        else:
            print('%r page is %d bytes' % (url, data))

with ThreadPoolExecutor() as executor:
    futures = [executor.submit(time.sleep, 0.5)]
    try:
        for f in as_completed(futures, timeout=0.1):
            print('finished')
    except TimeoutError as e:
        print(e)

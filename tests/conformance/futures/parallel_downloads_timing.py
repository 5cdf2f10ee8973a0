import time
from concurrent.futures import ThreadPoolExecutor

def download_site(url):
    time.sleep(0.5)
    return f'{url}: {len(url) * 100} bytes'

sites = ['https://www.jython.org', 'http://olympus.example/dice'] * 4

start = time.time()
with ThreadPoolExecutor(max_workers=4) as executor:
    pages = list(executor.map(download_site, sites))
duration = time.time() - start
print(f'Downloaded {len(pages)} sites in {duration:.0f} second(s)')
print(pages[0])
print(pages[-1])
print(len(set(pages)))

# stderr: exact
import threading

class Downloader(threading.Thread):
    def __init__(self, url):
        super().__init__(name=f'downloader-{url}')
        self.url = url

    def run(self):
        self.fetch()

    def fetch(self):
        raise ConnectionError(f'cannot reach {self.url}')

for url in ('a.example', 'b.example'):
    d = Downloader(url)
    d.start()
    d.join()
print('exit status is still zero')

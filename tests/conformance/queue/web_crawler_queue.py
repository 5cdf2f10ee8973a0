import queue
import threading
import time

SITE = {
    '/': ['/a', '/b'],
    '/a': ['/c', '/'],
    '/b': ['/c', '/d'],
    '/c': [],
    '/d': ['/e'],
    '/e': ['/'],
}

class Crawler:
    def __init__(self, workers):
        self.frontier = queue.Queue()
        self.seen = set()
        self.lock = threading.Lock()
        self.workers = workers
        self.visited = []

    def add(self, url):
        with self.lock:
            if url in self.seen:
                return
            self.seen.add(url)
        self.frontier.put(url)

    def work(self):
        while True:
            url = self.frontier.get()
            if url is None:
                break
            time.sleep(0.01)
            with self.lock:
                self.visited.append(url)
            for link in SITE[url]:
                self.add(link)
            self.frontier.task_done()

    def crawl(self, start):
        threads = [threading.Thread(target=self.work) for _ in range(self.workers)]
        for t in threads:
            t.start()
        self.add(start)
        self.frontier.join()
        for _ in threads:
            self.frontier.put(None)
        for t in threads:
            t.join()
        return self.visited

visited = Crawler(3).crawl('/')
print(sorted(visited), len(visited))
print(visited[0], set(visited) == set(SITE))
print(Crawler(1).crawl('/d'))

# /// script
# [tool.timeslice.expect]
# findings = []
# python = "any"
# outcomes = 1
# ///
"""Lazy creation under a lock."""
import threading

class Config:
    instance = None
    created = 0
    lock = threading.Lock()

    @classmethod
    def get(cls):
        with cls.lock:
            if cls.instance is None:
                cls.created += 1
                cls.instance = cls()
            return cls.instance

threads = [threading.Thread(target=Config.get) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert Config.created == 1, Config.created

# /// script
# [tool.timeslice.expect]
# findings = ["race"]
# lines = [17, 19]
# python = "any"
# also = ["check_then_act", "exception", "lost_update"]
# ///
"""Lazy creation without a lock makes two instances."""
import threading

class Config:
    instance = None
    created = 0

    @classmethod
    def get(cls):
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

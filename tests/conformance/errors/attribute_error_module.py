import threading

lock = threading.lock()

"""A pipeline with one slot

Two locks hand a single slot to and fro: the producer may write while it has the producer lock, the
consumer may read while it has the consumer lock, and each releases the other's. That works because a
lock may be released by a thread that did not take it.

Compare it with the scenario "producer-consumer": a queue says the same in one line.
"""
# /// script
# [tool.timeslice]
# summary = "Two locks pass one message at a time from a producer to a consumer."
# tags = ["threads", "lock", "pipeline"]
# ///
import threading

MESSAGES = 5  # @param {type:"slider", min:1, max:10, step:1}

END = object()


class Pipeline:
    def __init__(self):
        self.message = None
        self.producer_lock = threading.Lock()
        self.consumer_lock = threading.Lock()
        self.consumer_lock.acquire()

    def set_message(self, message):
        self.producer_lock.acquire()
        self.message = message
        self.consumer_lock.release()

    def get_message(self):
        self.consumer_lock.acquire()
        message = self.message
        self.producer_lock.release()
        return message


def producer(pipeline):
    for number in range(MESSAGES):
        print("send", number * number)
        pipeline.set_message(number * number)
    pipeline.set_message(END)


def consumer(pipeline):
    while True:
        message = pipeline.get_message()
        if message is END:
            break
        print("     received", message)


pipeline = Pipeline()
p = threading.Thread(target=producer, args=(pipeline,), name="producer")
c = threading.Thread(target=consumer, args=(pipeline,), name="consumer")
p.start()
c.start()
p.join()
c.join()

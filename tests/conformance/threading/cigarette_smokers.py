import threading

agent = threading.Semaphore(1)
table = {'tobacco': threading.Semaphore(0), 'paper': threading.Semaphore(0), 'matches': threading.Semaphore(0)}
rounds = ['tobacco', 'paper', 'matches', 'paper', 'tobacco']
smoked = []

def run_agent():
    for missing in rounds:
        agent.acquire()
        others = [name for name in table if name != missing]
        smoked.append(f'agent puts {others[0]} and {others[1]}')
        table[missing].release()

def smoker(owned, times):
    for _ in range(times):
        table[owned].acquire()
        smoked.append(f'smoker with {owned} smokes')
        agent.release()

threads = [threading.Thread(target=run_agent)]
for owned in table:
    threads.append(threading.Thread(target=smoker, args=(owned, rounds.count(owned))))
for t in threads:
    t.start()
for t in threads:
    t.join()
for line in smoked:
    print(line)

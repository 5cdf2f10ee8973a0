import threading
from concurrent.futures import ThreadPoolExecutor

class Inventory:
    def __init__(self, **stock):
        self.stock = stock
        self.lock = threading.Lock()
        self.sold = []

    def buy(self, customer, item, count):
        with self.lock:
            if self.stock.get(item, 0) < count:
                return f'{customer}: no {item}'
            self.stock[item] -= count
            self.sold.append((item, count))
            return f'{customer}: bought {count} {item}'

shop = Inventory(apple=5, pear=2)
orders = [('Ann', 'apple', 2), ('Bob', 'apple', 2), ('Cid', 'apple', 2), ('Dan', 'pear', 1), ('Eve', 'fig', 1)]
with ThreadPoolExecutor(max_workers=5) as executor:
    answers = [f.result() for f in [executor.submit(shop.buy, *order) for order in orders]]
print(sum('bought' in a for a in answers), sum('no apple' in a for a in answers))
print(shop.stock, sorted(shop.sold))
print(answers[3], '/', answers[4])

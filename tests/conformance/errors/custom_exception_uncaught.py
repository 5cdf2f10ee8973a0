class ShopError(Exception):
    pass

class OutOfStock(ShopError):
    def __init__(self, item, wanted, available):
        self.item = item
        super().__init__(f'{item}: wanted {wanted}, only {available} left')

def order(item, wanted, stock={'apple': 3}):
    available = stock.get(item, 0)
    if wanted > available:
        raise OutOfStock(item, wanted, available)
    stock[item] -= wanted
    return stock[item]

print(order('apple', 2))
try:
    order('pear', 1)
except ShopError as e:
    print(type(e).__name__, e.item)
order('apple', 2)

class Account:
    def __init__(self):
        self.balance = 0

    def show(self):
        print(balance)

Account().show()

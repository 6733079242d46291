"""Bound methods and native functions are pickled as the attribute they are."""
import pickle


class Counter:
    def __init__(self, start):
        self.start = start

    def count(self, step):
        return self.start + step

    @classmethod
    def make(cls):
        return cls(7)

    class Inner:
        def name(self):
            return "inner"


print(Counter(1).count.__reduce__()[0], Counter(1).count.__reduce__()[1][1])
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    def again(value):
        return pickle.loads(pickle.dumps(value, protocol))

    print(protocol, again(Counter(5).count)(1), again(Counter.make)().start)
    print(again([1, 2].index)(2), again("ab".join)("xy"), again(int.__add__)(1, 2), again(len) is len)
    if protocol >= 4:
        print(again(Counter.Inner().name)())

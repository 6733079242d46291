"""Comparisons that change the sets they are made for."""


class Meddler:
    def __init__(self, name, target):
        self.name = name
        self.target = target

    def __hash__(self):
        return 7

    def __eq__(self, other):
        self.target.clear()
        return True


for operation in (
    lambda s, m: s.discard(m),
    lambda s, m: m in s,
    lambda s, m: s.add(m),
    lambda s, m: s.difference_update([m]),
    lambda s, m: s.symmetric_difference_update([m]),
    lambda s, m: s.intersection_update([m]),
    lambda s, m: s.issuperset([m]),
    lambda s, m: s.__ior__({m}),
    lambda s, m: s == {m},
):
    s = set()
    m = Meddler("m", s)
    s.add(7)
    operation(s, m)
    print(len(s), [type(x).__name__ for x in s])

for argument in (None, 5):
    for s in (set(), frozenset(), {1}):
        try:
            s.difference(argument)
        except TypeError as error:
            print(error)


class NamedSet(set):
    def __init__(self, items, name=None):
        super().__init__(items)
        self.name = name


print(NamedSet([1], name="n").name)
try:
    set(items=())
except TypeError as error:
    print(error)


class Sequence:
    def __init__(self):
        self.items = [1, 2]

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return self.items[index]

    def __del__(self):
        print("sequence is gone")


it = reversed(Sequence())
print(list(it))
print("iterator is still there", it is not None)

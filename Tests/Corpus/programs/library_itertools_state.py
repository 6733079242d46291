"""Iterators of itertools are copied and pickled in the middle of their work."""
import copy
import itertools
import operator
import weakref


def half(make, taken=2):
    iterator = make()
    for _ in range(taken):
        next(iterator, None)
    twin = copy.copy(iterator)
    print(type(iterator).__name__, list(itertools.islice(twin, 6)))
    try:
        print("   ", iterator.__reduce__()[1:])
    except TypeError as error:
        print("   ", error)


half(lambda: itertools.permutations("abc", 2))
half(lambda: itertools.combinations("abcd", 2))
half(lambda: itertools.combinations_with_replacement("ab", 3))
half(lambda: itertools.product("ab", (1, 2)))
half(lambda: itertools.product("ab", repeat=0))
half(lambda: itertools.repeat("x", 5))
half(lambda: itertools.count(3, 2))
print(itertools.cycle("ab").__reduce__()[2], itertools.islice("abc", 1).__reduce__()[1][1:])
print(list(copy.copy(itertools.accumulate([1, 2, 3], operator.mul, initial=5))))
print(list(copy.copy(itertools.zip_longest("ab", "c", fillvalue=0))))
print(list(copy.copy(itertools.chain("ab", [1]))))
print(list(copy.copy(itertools.takewhile(str.isalpha, "ab1"))))
print(itertools.combinations("ab", 3).__reduce__()[1])

first, second = itertools.tee(range(200))
reference = weakref.ref(first)
print(sum(itertools.islice(first, 150)), next(copy.copy(first)), sum(second))
links = second.__reduce__()[2]
print(type(links[0]).__name__, links[1], len(links[0].__reduce__()[1][1]))
del first
print(reference())


class Reading:
    def __iter__(self):
        return self

    def __next__(self):
        return next(again)


again, _ = itertools.tee(Reading())
try:
    next(again)
except RuntimeError as error:
    print(error)

links = None
first, second = itertools.tee(iter(range(100_000)))
for _ in first:
    pass
del first
first = second
del second, first
print("a long chain is gone")

for call in (
    lambda: itertools.chain().__setstate__(()),
    lambda: itertools.chain().__setstate__(([], [])),
    lambda: itertools.cycle("").__setstate__([[], 0]),
    lambda: itertools.cycle("").__setstate__(([], "x")),
    lambda: itertools.product("ab").__setstate__((1, 2)),
    lambda: itertools._tee_dataobject(iter(""), [], 5),
):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

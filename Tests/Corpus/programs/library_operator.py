"""operator, heapq and bisect: native forms and what they refuse."""
import bisect
import heapq
import operator
from _operator import _compare_digest


def show(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


show(operator.itemgetter(0, -1), (1, 2, 3))
show(operator.itemgetter(5), (1,))
show(operator.attrgetter("real", "__class__.__name__"), 3)
show(operator.attrgetter("a.b"), 3)
show(operator.methodcaller("split", ",", maxsplit=1), "a,b,c")
print(operator.itemgetter(1, "x"), operator.attrgetter("a.b"), operator.methodcaller("f", 1, k=2))
print(operator.itemgetter(1).__reduce__(), operator.methodcaller("f", k=2).__reduce__())
show(operator.concat, 1, [2])
show(operator.indexOf, "abc", "z")
show(operator.length_hint, 3, 4)
show(_compare_digest, "é", "e")
show(operator.add, 1)
heap = [5, 3, 8, 1, 9, 2]
heapq.heapify(heap)
print(heap, heapq.heappushpop(heap, 0), heapq.heapreplace(heap, 7), heap)
print([heapq.heappop(heap) for _ in range(len(heap))], heapq.nlargest(2, "hello"))
show(heapq.heappop, [])
show(heapq.heappush, (1,), 2)
numbers = [1, 2, 2, 3]
print(bisect.bisect_left(numbers, 2), bisect.bisect(numbers, 2), bisect.bisect(numbers, -2, key=lambda x: -x))
bisect.insort(numbers, 2.5)
print(numbers)
show(bisect.bisect, numbers, 1, -1)
show(bisect.insort_left, numbers, "a")

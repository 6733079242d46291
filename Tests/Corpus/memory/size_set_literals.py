# A literal of constants becomes a frozenset first.
import sys

print(sys.getsizeof({1, 2, 3}), sys.getsizeof({1, 2, 3, 4}), sys.getsizeof({1, 2, 3, 4, 5}))
print(sys.getsizeof({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}))
a = 1
print(sys.getsizeof({a, 2, 3, 4, 5}), sys.getsizeof({*range(5)}), sys.getsizeof(set([1, 2, 3, 4, 5])))
print(sys.getsizeof({i for i in (1, 2, 3, 4, 5)}), sys.getsizeof(set((1, 2, 3, 4, 5))))

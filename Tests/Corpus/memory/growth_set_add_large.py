# A large set doubles.
import sys

x = set(range(49000))
size = sys.getsizeof(x)
print(0, size)
for i in range(60000):
    x.add(49000 + i)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

# clear() goes back to the table in place.
import sys

x = set(range(50))
size = sys.getsizeof(x)
print(0, size)
for i in range(60):
    x.clear() if i == 10 else x.add(i)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

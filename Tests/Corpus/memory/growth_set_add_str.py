# A set of strings grows alike.
import sys

x = set()
size = sys.getsizeof(x)
print(0, size)
for i in range(1000):
    x.add(str(i))
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

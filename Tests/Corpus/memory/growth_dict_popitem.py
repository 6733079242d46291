# popitem() never shrinks.
import sys

x = {i: i for i in range(50)}
size = sys.getsizeof(x)
print(0, size)
for i in range(50):
    x.popitem()
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

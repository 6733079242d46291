# A list extended by itself.
import sys

x = [1]
size = sys.getsizeof(x)
print(0, size)
for i in range(12):
    x.extend(x)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

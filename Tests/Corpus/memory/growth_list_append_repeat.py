# Growth of a list that was exact.
import sys

x = [0] * 17
size = sys.getsizeof(x)
print(0, size)
for i in range(500):
    x.append(i)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

# A queue of keys is laid out anew at times.
import sys

x = {i: i for i in range(8)}
size = sys.getsizeof(x)
print(0, size)
for i in range(200):
    x[i + 8] = x.pop(i)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

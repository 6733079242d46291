# Clearing and filling again.
import sys

x = list(range(30))
size = sys.getsizeof(x)
print(0, size)
for i in range(100):
    x.clear() if i % 20 == 0 else x.append(i)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

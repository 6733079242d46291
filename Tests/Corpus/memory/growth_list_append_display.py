# Growth of a list that was a display.
import sys

x = [1, 2, 3]
size = sys.getsizeof(x)
print(0, size)
for i in range(500):
    x.append(i)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

# pop() never shrinks.
import sys

x = set(range(100))
size = sys.getsizeof(x)
print(0, size)
for i in range(100):
    x.pop()
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

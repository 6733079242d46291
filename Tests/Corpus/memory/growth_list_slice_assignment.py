# Assigning to the slice at the end.
import sys

x = []
size = sys.getsizeof(x)
print(0, size)
for i in range(300):
    x[len(x):] = [i]
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

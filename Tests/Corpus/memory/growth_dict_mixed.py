# The first int key among strings.
import sys

x = {"a": 1}
size = sys.getsizeof(x)
print(0, size)
for i in range(300):
    x[i if i % 4 == 3 else str(i)] = i
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

# update() by ten items.
import sys

x = {}
size = sys.getsizeof(x)
print(0, size)
for i in range(50):
    x.update({i * 10 + j: j for j in range(10)})
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

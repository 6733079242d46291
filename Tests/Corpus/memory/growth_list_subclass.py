# A subclass of list.
import sys

class L(list): pass
x = L()
size = sys.getsizeof(x)
print(0, size)
for i in range(300):
    x.append(i)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

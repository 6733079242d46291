# A list that breathes.
import sys

x = []
size = sys.getsizeof(x)
print(0, size)
for i in range(100):
    [x.append(j) for j in range(i % 7)]; len(x) > 3 and x.pop()
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

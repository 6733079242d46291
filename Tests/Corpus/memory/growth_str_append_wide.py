# Text widens once.
import sys

x = ""
size = sys.getsizeof(x)
print(0, size)
for i in range(60):
    x += "a" if i % 10 else chr(97 << (i // 5))
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

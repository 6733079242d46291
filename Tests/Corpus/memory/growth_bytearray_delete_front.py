# Bytes deleted in front are skipped.
import sys

x = bytearray(300)
size = sys.getsizeof(x)
print(0, size)
for i in range(45):
    del x[:7]
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

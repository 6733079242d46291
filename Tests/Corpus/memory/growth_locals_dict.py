# locals() of a class body.
import sys

x = {}
size = sys.getsizeof(x)
print(0, size)
for i in range(20):
    x.update(vars(type("T", (), {f"m{i}": i})).copy())
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

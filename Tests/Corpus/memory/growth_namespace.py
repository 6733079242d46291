# The globals of exec grow as a dict.
import sys

x = {}
size = sys.getsizeof(x)
print(0, size)
for i in range(60):
    exec(f"name_{i} = {i}", x)
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

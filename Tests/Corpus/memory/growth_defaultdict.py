# A defaultdict grows by looking.
import sys
from collections import defaultdict

x = defaultdict(list)
size = sys.getsizeof(x)
print(0, size)
for i in range(500):
    x[i]
    if sys.getsizeof(x) != size:
        size = sys.getsizeof(x)
        print(i + 1, len(x), size)

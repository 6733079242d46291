# A display with **.
import sys

for n in range(0, 60, 3):
    x = {**{i: i for i in range(n)}, "x": 1}
    print(n, sys.getsizeof(x), x.__sizeof__())

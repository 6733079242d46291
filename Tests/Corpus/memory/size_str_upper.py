# Upper case can be longer.
import sys

for n in range(0, 12):
    x = ("\xdf" * n).upper()
    print(n, sys.getsizeof(x), x.__sizeof__())

# Popping the last item and inserting again uses up the entries of the table.
import sys
for n in (3, 5, 10):
    d = dict.fromkeys(range(n))
    row = []
    last = sys.getsizeof(d)
    for i in range(60):
        d.popitem()
        d[1000 + i] = None
        if sys.getsizeof(d) != last:
            last = sys.getsizeof(d)
            row.append((i, last))
    print(n, row)
for n in (3, 5, 10):
    d = dict.fromkeys(range(n))
    row = []
    last = sys.getsizeof(d)
    for i in range(60):
        del d[next(iter(d))]
        d["x%d" % i] = None
        if sys.getsizeof(d) != last:
            last = sys.getsizeof(d)
            row.append((i, last))
    print(n, row)

# A set's table after discards: dummies count until it is made anew.
import sys
for n in (3, 5, 12, 50):
    s = set(range(n))
    row = [sys.getsizeof(s)]
    last = row[0]
    for i in range(200):
        s.discard(i)
        s.add(n + i)
        if sys.getsizeof(s) != last:
            last = sys.getsizeof(s)
            row.append((i, last))
    print(n, len(s), row)
for n in (5, 30, 200):
    s = set(range(n))
    for i in range(n - 1): s.remove(i)
    print(n, sys.getsizeof(s), sys.getsizeof(s.copy()), sys.getsizeof(set(s)), sys.getsizeof(frozenset(s)))
    s.add(-1)
    s &= {n - 1}
    print(sys.getsizeof(s), list(s))

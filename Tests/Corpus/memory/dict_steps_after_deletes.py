# A dict's size after deletions: it never shrinks, and grows by what is used when it is full.
import sys
def sizes(d): return sys.getsizeof(d)
for number in (5, 8, 20, 100):
    d = {}
    for k in range(number): d[k] = k
    row = [sizes(d)]
    for k in range(number - 1): del d[k]
    row.append(sizes(d))
    last = sizes(d)
    for k in range(1000, 1000 + 2 * number):
        d[k] = k
        if sizes(d) != last:
            last = sizes(d)
            row.append((k - 1000, last))
    print(number, row)

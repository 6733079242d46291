# What tee keeps: links of 57 results, while the slowest still needs them.
import sys, itertools
class C:
    alive = 0
    def __init__(self): C.alive += 1
    def __del__(self): C.alive -= 1
a, b = itertools.tee(C() for _ in range(200))
for n in (1, 56, 1, 100):
    for _ in range(n): next(a)
    print("ahead", C.alive)
for n in (1, 55, 1, 1, 100):
    for _ in range(n): next(b)
    print("behind", C.alive)
c = b.__copy__()
print(sys.getsizeof(a), len(list(c)), C.alive)
del b, c
print(C.alive)

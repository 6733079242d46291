# A traceback has an object a frame; each goes with it.
import sys
def f(n):
    if n == 0: raise ValueError(n)
    f(n - 1)
for depth in (0, 1, 5):
    try: f(depth)
    except ValueError as e:
        t, number = e.__traceback__, 0
        while t:
            number += 1
            size = sys.getsizeof(t)
            t = t.tb_next
        print(depth, number, size)
before = sys.getallocatedblocks()
for i in range(20):
    try: f(10)
    except ValueError: pass
print(sys.getallocatedblocks() - before < 10)
try: f(2)
except ValueError as e: kept = e
refs = sys.getrefcount(kept.__traceback__)
frame = kept.__traceback__.tb_frame
print(refs, sys.getrefcount(frame), frame is sys._getframe())

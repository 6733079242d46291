# Frames and generators by the room their code needs.
import sys
def frame(): return sys._getframe()
def frame_locals(a, b, c):
    x, y, z = a, b, c
    return sys._getframe()
def deep(): return [sys._getframe(), (1, [2, (3, [4, {5: 6}])])][0]
def cell():
    x = 1
    def inner(): return x
    return sys._getframe()
for f in (frame(), frame_locals(1, 2, 3), deep(), cell(), sys._getframe()):
    c = f.f_code
    print(c.co_name, sys.getsizeof(f), c.co_nlocals, c.co_stacksize)
def g0(): yield
def g1(a, b): yield a, b
def g2():
    for x in range(3):
        for y in range(3): yield x, y, [x, y], {x: y}
async def co(a): await a
async def ag(a): yield a
c = co(1)
for g in (g0(), g1(1, 2), g2(), (x for x in ()), (x for y in () for x in y if x), c, ag(1)):
    print(g.__name__, sys.getsizeof(g))
c.close()

# A generator holds its frame in place: locals and stack.
import sys

def g0(): yield
def g1(a): yield a
def g5(a, b, c, d, e): yield a, b, c, d, e
def stack(): yield (1, (yield), [(yield), (yield)], {1: (yield)}, print(1, 2, (yield), 4, 5, 6))
async def co(): pass
async def agen(): yield
c = co()
for x in (g0(), g1(1), g5(1, 2, 3, 4, 5), stack(), (i for i in ()), c, agen()):
    print(type(x).__name__, sys.getsizeof(x))
c.close()

# Wrapped values and steps of asynchronous generators.
import sys
async def ag():
    yield 1
    yield 2
def step(a):
    try: a.send(None)
    except StopIteration as stop: return stop.value
g = ag()
s = g.__anext__()
print(sys.getsizeof(s), type(s).__name__)
place = id(s)
print(step(s))
del s
s = g.__anext__()
print(id(s) == place, step(s), sys.getsizeof(g))
t = g.athrow(ValueError)
print(sys.getsizeof(t), type(t).__name__)
t.close()

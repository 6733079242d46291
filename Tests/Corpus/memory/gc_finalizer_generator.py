# A suspended generator is closed when it is collected.
import gc

def g():
    try:
        yield 1
    finally:
        print("closed")
x = g(); next(x); del x
x = g(); del x
l = []
def cyclic():
    try:
        yield me
    finally:
        print("closed in cycle")
me = cyclic(); next(me); del me
print(gc.collect())
def holder():
    me = []
    def g():
        try: yield me
        finally: print("closed in a closure's cycle")
    me.append(g()); next(me[0])
holder(); print(gc.collect())

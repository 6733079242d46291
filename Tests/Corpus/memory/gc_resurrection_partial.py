# One cycle that saves itself spares what it reaches only.
import gc

saved = []
class S:
    def __del__(self): saved.append(self)
class N:
    def __del__(self): print("n gone")
s, n, lone = S(), N(), N()
s.me, s.n = s, n
lone.me = lone
del s, n, lone
print(gc.collect(), len(saved))
saved.clear(); print(gc.collect())

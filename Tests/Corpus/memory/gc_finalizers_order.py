# The order of finalizers in a cycle.
import gc

class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
def ring(names):
    all = [C(n) for n in names]
    for a, b in zip(all, all[1:] + all[:1]): a.next = b
ring("abcd")
print(gc.collect())
ring("zyx")
print(gc.collect())

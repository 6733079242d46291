# Finalizers that make more cycles.
import gc

class C:
    count = 0
    def __del__(self):
        C.count += 1
        if C.count < 4:
            c = C(); c.me = c
c = C(); c.me = c; del c
for _ in range(5): print(gc.collect(), C.count)

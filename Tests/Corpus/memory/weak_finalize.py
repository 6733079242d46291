# weakref.finalize runs once, the newest first at the end.
import gc, weakref

class C:
    def __repr__(self): return "C()"

import weakref
c = C()
f = weakref.finalize(c, print, "gone", 1)
g = weakref.finalize(c, print, "gone", 2)
print(f.alive, f.peek()[1:3]); del c; print(f.alive, f())
d = C(); h = weakref.finalize(d, print, "called"); h(); h(); del d
e = C(); i = weakref.finalize(e, print, "never"); i.detach(); del e
kept = C(); weakref.finalize(kept, print, "at exit 1"); weakref.finalize(kept, print, "at exit 2")

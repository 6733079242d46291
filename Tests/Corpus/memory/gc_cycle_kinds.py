# Cycles of many kinds.
import gc

from collections import deque, OrderedDict, defaultdict
from functools import partial
from itertools import chain, cycle
class C: pass
def t():
    l = []; l.append((l,))
def d():
    x = deque(); x.append(x)
def o():
    x = OrderedDict(); x[1] = x
def dd():
    x = defaultdict(list); x[1] = x
def p():
    l = []; l.append(partial(print, l))
def g():
    def gen():
        yield me
    l = [gen()]; me = l
def m():
    c = C(); c.m = [].append; c.n = c.__init__
def ch():
    l = []; l.append(chain(l))
def it():
    l = []; l.append(iter(l))
def sl():
    l = []; l.append(slice(l))
def e():
    try: raise ValueError
    except ValueError as x: y = x
def s():
    c = C(); c.s = {c}
def fs():
    c = C(); c.s = frozenset([c])
def mp():
    l = []; l.append(map(print, l)); l.append(zip(l)); l.append(filter(None, l)); l.append(enumerate(l))
def pr():
    class P:
        @property
        def x(self): return P
def cm():
    c = C(); c.f = classmethod(c); c.g = staticmethod(c)
gc.collect()
gc.disable()
for f in (t, d, o, dd, p, g, m, ch, it, sl, e, s, fs, mp, pr, cm):
    f()
    print(f.__name__, gc.collect())

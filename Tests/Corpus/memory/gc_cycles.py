# How many objects a cycle has.
import gc

class C: pass
gc.collect()
def two():
    a, b = C(), C()
    a.o, b.o = b, a
two(); print(gc.collect())
def with_dicts():
    a, b = C(), C()
    a.o, b.o = b, a
    vars(a), vars(b)
with_dicts(); print(gc.collect())
def self_list():
    l = []
    l.append(l)
self_list(); print(gc.collect())
def self_dict():
    d = {}
    d["d"] = d
self_dict(); print(gc.collect())
def closure():
    def f(): return f
closure(); print(gc.collect())
def klass():
    class K: pass
klass(); print(gc.collect())

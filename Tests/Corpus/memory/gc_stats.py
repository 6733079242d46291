# Statistics of the generations.
import gc

gc.collect()
before = gc.get_stats()
l = []; l.append(l); del l
gc.collect(0)
l = []; l.append(l); del l
gc.collect(1)
l = []; l.append(l); del l
gc.collect(2)
for a, b in zip(before, gc.get_stats()):
    print({k: b[k] - a[k] for k in a})

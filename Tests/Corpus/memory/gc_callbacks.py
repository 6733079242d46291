# Callbacks around a collection.
import gc

def note(phase, info): print(phase, info["generation"], info["collected"], info["uncollectable"])
gc.collect()
gc.callbacks.append(note)
l = []; l.append(l); del l
gc.collect(); gc.collect(0); gc.collect(1)
gc.callbacks.remove(note)
gc.collect(); print("end")

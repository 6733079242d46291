# Eleven young collections, then one of the middle generation.
import gc

seen = []
def note(phase, info):
    if phase == "stop": seen.append((info["generation"], info["collected"], info["uncollectable"]))
gc.collect()
gc.callbacks.append(note)
kept = [set() for _ in range(20000)]
gc.callbacks.remove(note)
print([g for g, *_ in seen], {c for _, *c in map(lambda t: (t[0], t[1]), seen) for c in c})

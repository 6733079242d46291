# A full collection waits for a quarter of the long-lived.
import gc

seen = []
def note(phase, info):
    if phase == "start" and info["generation"] == 2: seen.append(len(kept) // 100)
kept = []
gc.collect()
gc.callbacks.append(note)
for i in range(250000):
    kept.append(set())
gc.callbacks.remove(note)
print(len(seen))

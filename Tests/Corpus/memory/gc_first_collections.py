# Which generations are collected, by the callbacks.
import gc

seen = []
def note(phase, info):
    if phase == "start": seen.append(info["generation"])
gc.collect()
gc.set_threshold(10, 2, 2)
gc.callbacks.append(note)
kept = [set() for _ in range(400)]
gc.callbacks.remove(note)
print(seen)

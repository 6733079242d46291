# A collection comes with the allocation that goes over the threshold.
import gc

gc.collect()
ran = []
gc.callbacks.append(lambda phase, info: ran.append(len(kept)) if phase == "start" else None)
gc.set_threshold(100, 1000, 1000)
kept = []
start = gc.get_count()[0]
for _ in range(450): kept.append(set())
gc.set_threshold(700, 10, 10); gc.callbacks.clear()
print(len(ran), [b - a for a, b in zip(ran, ran[1:])])

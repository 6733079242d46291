# The young count follows what is made and freed.
import gc

gc.collect()
gc.disable()
start = gc.get_count()[0]
kept = [[] for _ in range(100)]
lists = gc.get_count()[0]
more = [set() for _ in range(100)]
sets = gc.get_count()[0]
del more
print(lists - start, sets - start, gc.get_count()[0] - start)

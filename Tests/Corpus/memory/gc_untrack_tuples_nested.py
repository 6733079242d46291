# Outer tuples may leave later than inner ones.
import gc

def nest(depth):
    t = (depth, 1)
    all = [t]
    for i in range(depth):
        t = (t, i)
        all.append(t)
    return all
for depth in range(1, 6):
    all = nest(depth)
    steps = []
    while any(map(gc.is_tracked, all)) and len(steps) < 10:
        steps.append(sum(map(gc.is_tracked, all)))
        gc.collect()
    print(depth, steps)

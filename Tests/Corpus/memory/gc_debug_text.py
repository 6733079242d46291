# What the collector writes when it is asked to, to sys.stderr.
import gc, sys, io, re
class C: pass
def cycle():
    c = C(); c.me = c
    l = [c]; l.append(l)
def run(flags):
    gc.collect()
    cycle()
    kept, sys.stderr = sys.stderr, io.StringIO()
    gc.set_debug(flags)
    gc.collect()
    gc.set_debug(0)
    text, sys.stderr = sys.stderr.getvalue(), kept
    print(re.sub(r"generation: [\d ]+|[\d.]+s", "...", re.sub("0x[0-9a-f]+", "ADDRESS", text)), len(gc.garbage))
    gc.garbage.clear()
run(gc.DEBUG_STATS)
run(gc.DEBUG_COLLECTABLE)
run(gc.DEBUG_LEAK)
run(gc.DEBUG_UNCOLLECTABLE | gc.DEBUG_SAVEALL)

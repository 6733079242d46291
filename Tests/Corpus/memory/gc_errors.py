# Wrong arguments.
import gc

for call in (lambda: gc.collect(3), lambda: gc.collect(-1), lambda: gc.get_objects(generation=5), lambda: gc.get_objects(generation="a"),
             lambda: gc.set_threshold(), lambda: gc.get_objects(generation=-2), lambda: gc.set_debug("x"), lambda: gc.collect("x")):
    try: print(call())
    except Exception as error: print(type(error).__name__, error)

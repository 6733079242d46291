# Instances with slots, dicts and weak references in all combinations and over native bases.
import sys
for base in (object, int, list, dict, tuple, str, bytes, set, Exception, type):
    for slots in (None, (), ("a",), ("a", "b"), ("__dict__",), ("__weakref__",), ("__dict__", "__weakref__", "a")):
        space = {} if slots is None else {"__slots__": slots}
        try: cls = type("C", (base,), space)
        except TypeError as e:
            print(base.__name__, slots, e)
            continue
        print(base.__name__, slots, cls.__basicsize__, cls.__itemsize__, cls.__dictoffset__, cls.__weakrefoffset__, bool(cls.__flags__ & 1 << 14), bool(cls.__flags__ & 1 << 4))

def f(x, y):
    while x is not None: x = x.next
    if x is None or y is None: return 1
    if not (x is None): return 2
    return 3 if x is not None else 4

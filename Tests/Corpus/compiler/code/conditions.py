def f(a, b, c):
    if a and b or c:
        x = 1
    elif not a and (b or not c):
        x = 2
    else:
        x = 3
    if a is None: return 1
    if a is not None and b is None: return 2
    y = a and b or c
    z = a or b and c
    w = 1 if a else 2 if b else 3
    if (a if b else c): pass
    if 1: y = 1
    if 0: y = 2
    if "text" and a: y = 3
    if None or b: y = 4
    return a < b < c, (a < b) == c, a if 1 else b

def f(a, b, c, d):
    if a < b < c: return 1
    if not a < b <= c != d: return 2
    while 0 < a < 10: a += 1
    assert a == b == c, d
    return a < b in c is not d

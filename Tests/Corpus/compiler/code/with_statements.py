with a: pass
with a as b, c as (d, e): f()
with (a as b, c): g
def f():
    with a as b.c:
        with d:
            return e
    with x: raise y

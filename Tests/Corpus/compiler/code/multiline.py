x = (
    a
    .b
    .c
    + d[
        1
    ]
)
y = f(
    a, b=1,
    *c
)
z = (a and
     b or
     c)
if (a
        and b):
    w = [
        1,
        x,
    ]
class C(
    A,
    B
): pass
return_ = [i
           for i in
           j]
a.b(
    c
).d = (
    e
)
a\
.b += 1

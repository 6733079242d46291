1
"text"
...
None
(1, 2)
x
-1
f"{x}"
pass
def f():
    1
    "later"
    return
    unreachable()
if True:
    "branch"

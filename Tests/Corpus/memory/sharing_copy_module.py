# copy and deepcopy keep what needs no copy.
import copy
t = (1, "a", (2, 3))
u = (1, [2], (3, 4))
for f in (copy.copy, copy.deepcopy):
    print(f(t) is t, f(u) is u, f(u)[2] is u[2], f(u)[1] is u[1], f("x") is "x", f(print) is print)
l = [[1], (2,)]
m = copy.deepcopy([l, l])
print(m[0] is m[1], m[0][0] is l[0], m[0][1] is l[1])

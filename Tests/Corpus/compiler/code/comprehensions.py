a = [x for x in y]
b = {x for x in y if x > 1}
c = {k: v for k, v in y.items()}
d = [x + z for x in y for z in x if z]
e = [[i for i in j] for j in k]
f = [(q := i) for i in range(3)]
def g(n):
    return [n * i for i in range(n) if (last := i)]
class C:
    x = 1
    y = [x for _ in range(3)]
h = [y for x in z for y in [x * 2] if y]

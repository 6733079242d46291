def loop(n):
    total = 0
    i = 0
    while i < n:
        i += 1
        if i % 2:
            continue
        if i == 50:
            break
        total += i
    else:
        total = -1
    return total


print(loop(10), loop(100))
print([i * i for i in range(10) if i % 3])
print({k: v for k, v in zip('abc', [1, 2, 3])})
print({c for c in 'aaa'})
print([(a, b) for a in 'ab' for b in range(2)])
for i in ():
    pass
else:
    print('empty')


def finals(kind):
    for i in range(3):
        try:
            if kind == 'return':
                return 'returned'
            if kind == 'break':
                break
            if kind == 'continue':
                continue
            if kind == 'raise':
                raise KeyError(i)
        except KeyError as error:
            print('caught', error)
        finally:
            print('finally', kind, i)
    return 'end'


for kind in ('return', 'break', 'continue', 'raise', 'none'):
    print(finals(kind))
print(1 < 2 < 3, 1 < 3 < 2, None is not None, 3 in [1, 2, 3], 4 not in (1,))
print(0 or 'a', 1 and 'b', not 0, 0 and 1, '' or None)
value = None
print(value is None, 'x' if value else 'y')
x = 5
x **= 2
x //= 3
x <<= 2
x ^= 1
x %= 7
print(x, -x, +x, ~x)
l = [1, 2, 3, 4]
l[1:3] = [9]
print(l, l[::-1], l[-1])
del l[0]
print(l)
d = {'a': 1, **{'b': 2}}
print(d, [*l, *'xy'], (*l,), {*l})
del d['a']
print(d)
print(f"{x!r:>8}|{1000:,}|{'a'}{1.5:.3f}|{x=}")
assert x
try:
    assert not x, 'message'
except AssertionError as error:
    print(repr(error))
global_name = 1


def change():
    global global_name
    global_name += 1
    global new_name
    new_name = 5


change()
print(global_name, new_name)
if (n := 10) > 5:
    print(n)
match (1, 2, [3, 4]):
    case (1, y, [3, *rest]):
        print(y, rest)
match {'a': 1, 'b': 2}:
    case {'a': v, **others}:
        print(v, others)
match 5:
    case int(number) if number > 4:
        print('int', number)
match 'x':
    case 'y' | 'z':
        print('no')
    case _:
        print('default')

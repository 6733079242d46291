# The order of a set that lost and got members.
s = set(range(0, 80, 8))
print(list(s))
for n in (0, 16, 72): s.remove(n)
s.update((3, 11, 19, 27))
print(list(s))
s.difference_update(range(0, 100, 16))
print(list(s), list(s | {1, 2}), list(s ^ {3, 4}), list(s - {19}))
t = {str(n) for n in range(12)}
t.pop(); t.pop()
print(sorted(t), len(t))
f = frozenset((s.pop(), s.pop()))
print(list(f), list(s))

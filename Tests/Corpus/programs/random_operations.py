import sys
seed = 42
def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return (seed >> 8) % n
def key(k):
    m = k % 4
    if m == 0: return k
    if m == 1: return 's%d' % k
    if m == 2: return k * 0.5
    return (k, 'x')
for kind in range(3):
    d = {}; s = set(); l = []
    for step in range(4000):
        op = rnd(12); k = rnd(60 if kind == 0 else 1500); x = 's%d' % k if kind == 1 else key(k)
        if op < 4: d[x] = step; s.add(x); l.append(k)
        elif op == 4: d.pop(x, None); s.discard(x)
        elif op == 5 and d and kind != 2: d.popitem()
        elif op == 6 and s: s.pop()
        elif op == 7: d.setdefault(x, step); l.insert(rnd(len(l) + 1), k)
        elif op == 8 and l: l.pop(rnd(len(l)))
        elif op == 9 and l:
            i = rnd(len(l)); j = rnd(len(l)); l[i:j] = [7] * rnd(6)
        elif op == 10:
            if rnd(40) == 0:
                d = dict(d); s = set(s); l = list(l)
            if rnd(60) == 0:
                d.update({key(i): i for i in range(k % 50)}); s |= set(range(k % 50)); l += l[:20]
            if rnd(60) == 0:
                s -= set(range(0, 100, 3)); s ^= {1, 2, 3}; d = d.copy(); del l[::3]
            if rnd(200) == 0: d.clear(); s.clear(); l.clear()
        elif op == 11 and x in d: del d[x]
        if step % 100 == 0:
            print(kind, step, len(d), sys.getsizeof(d), len(s), sys.getsizeof(s), len(l), sys.getsizeof(l), list(d.items())[:5], list(s)[:8], l[:10], hash(frozenset(s)))
    print(list(d), list(s), l)

import sys
l=[]; print([sys.getsizeof(l)] + [ (l.append(i), sys.getsizeof(l))[1] for i in range(200)])
for n in range(0,40):
    print(n, sys.getsizeof(list(range(n))), sys.getsizeof([0]*n), sys.getsizeof(list(x for x in range(n))), sys.getsizeof(tuple(range(n))), sys.getsizeof(tuple(x for x in range(n))), sys.getsizeof(set(range(n))), sys.getsizeof(dict.fromkeys(range(n))), sys.getsizeof({str(i):i for i in range(n)}), sys.getsizeof(frozenset(range(n))))
d={}
out=[]
for i in range(2000):
    d[i]=i; out.append(sys.getsizeof(d))
print(out)
d={}
out=[]
for i in range(300):
    d['k%d'%i]=i; out.append(sys.getsizeof(d))
print(out)
for i in range(250):
    del d['k%d'%i]
for i in range(30):
    d['z%d'%i]=i; out.append(sys.getsizeof(d))
print(out[-30:])
s=set(); out=[]
for i in range(3000):
    s.add(i*7919 % 100003); out.append(sys.getsizeof(s))
print(out)
print(list(s)[:200])
for i in range(500):
    s.discard(i*7919%100003)
    if i%50==0: out.append((sys.getsizeof(s), len(s)))
print(out[-10:])
for i in range(5): print(s.pop())
s.add(5); print(list(s)[:50])
e=[1,2,3]; e.extend((4,5)); print(sys.getsizeof(e)); e+=[6]; print(sys.getsizeof(e)); e.insert(0,9); print(sys.getsizeof(e))
while e: e.pop(); print(sys.getsizeof(e), end=' ')
print()
e=list(range(50))
while e: del e[0]; print(sys.getsizeof(e), end=' ')
print()
e=list(range(100)); del e[::2]; print(sys.getsizeof(e)); e[10:20]=range(50); print(sys.getsizeof(e), e); e[5:5]=[1]*3; print(sys.getsizeof(e)); e[::3]=[0]*len(e[::3]); print(e); e*=3; print(sys.getsizeof(e)); print(sys.getsizeof(e.copy()), sys.getsizeof(e[:]), sys.getsizeof(e[3:9]), sys.getsizeof(e+[1]), sys.getsizeof(sorted(e)), sys.getsizeof(e.__class__()))
u={1:2}; u.update({i:i for i in range(21)}); print(sys.getsizeof(u)); print(sys.getsizeof(u.copy()), sys.getsizeof(dict(u)), sys.getsizeof({**u}), sys.getsizeof(u|{1:1}))
for i in range(15): u.pop(i)
print(sys.getsizeof(u.copy()), sys.getsizeof(dict(u)), sys.getsizeof(u)); print(u.popitem(), u.popitem(), sys.getsizeof(u)); u[100]=1; print(u)
print(sys.getsizeof(u.keys()), sys.getsizeof(iter(u)), sys.getsizeof(u.items()), sys.getsizeof(range(5)), sys.getsizeof(enumerate([])), sys.getsizeof(zip()), sys.getsizeof(slice(1)))

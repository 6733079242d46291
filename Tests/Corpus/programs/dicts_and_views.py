import sys
d={'a':1,'b':2}
for f in (lambda: d.keys()&{'a'}, lambda: d.keys()|['z'], lambda: d.keys()-{'a'}, lambda: d.items()^{('a',1)}, lambda: sorted(d.keys()^['a','q']), lambda: d.items()&[('a',1)], lambda: d.keys()=={'a','b'}, lambda: d.keys()<{'a','b','c'}, lambda: d.keys()>={'a'}, lambda: d.items()=={('a',1),('b',2)}, lambda: d.keys().isdisjoint(['c']), lambda: ('a',1) in d.items(), lambda: ('a',2) in d.items(), lambda: 2 in d.values(), lambda: list(reversed(d)), lambda: list(reversed(d.items())), lambda: list(reversed(d.values())), lambda: d.keys(), lambda: d.values(), lambda: d.items(), lambda: len(d.items()), lambda: {}.keys(), lambda: d.keys().mapping, lambda: {1}&d.keys(), lambda: ['a']&d.keys(), lambda: {**d,'c':3}, lambda: dict(a=1,b=2), lambda: dict([('x',1)],y=2), lambda: dict(d,c=5), lambda: dict.fromkeys('abc'), lambda: dict.fromkeys([1,2],0), lambda: d|{'a':9}, lambda: d.setdefault('zz',5), lambda: d.pop('zz'), lambda: d.pop('zz',7), lambda: d.get('q'), lambda: d.get('a',3), lambda: d.copy() is d, lambda: d=={'b':2,'a':1}, lambda: d!={}, lambda: dict(zip('ab',[1,2])), lambda: {1:1,1.0:2,True:3}, lambda: {(1,2):[3]}, lambda: d.keys()-'a', lambda: d < d):
    try: r=f(); print(sorted(r,key=repr) if isinstance(r,(set,frozenset)) else r)
    except Exception as e: print(type(e).__name__, e)
x={}; x['s']=x; print(x)
l=[]; l.append(l); print(l); t=(l,); l.append(t); print(t)
try:
    for k in d: d[k+'x']=1
except RuntimeError as e: print(e)
try:
    for k in d: del d[k]; d[k+'y']=1
except RuntimeError as e: print(e)
try:
    s={1,2}
    for k in s: s.add(k+10)
except RuntimeError as e: print(e)
print({i:None for i in range(20) if i%3}, {'%d'%i for i in range(0)})
it=iter({1:2,3:4}); next(it); print(it.__length_hint__(), list(it), list(it))
print(dict({}.items()), {}.__contains__(1), {1:2}.__getitem__(1), list({1:2}.items())[0])
a={'x':1}; b=a; a|={'y':2}; print(b); a|=[('z',3)]; print(b)

a=[1,2,3]; b=a; b.append(4); print(a, b is a, a==[1,2,3,4], a[1:3], a[-1], a[::-1])
a[1:3]=[9,9,9]; print(a); del a[0]; print(a); a.extend([5,6]); a.insert(1,"x"); print(a.pop(), a.pop(0), a, a.index(9), a.count(9))
a.remove("x"); a.reverse(); print(a, a*2, [0]*3, a+[1]); a+=[7]; print(a); a.clear(); print(a)
m=[[0]*2 for _ in range(2)]; m[0][0]=1; print(m); n=[[0]*2]*2; n[0][0]=1; print(n)
t=(1,2,3); print(t[0], t+(4,), t*2, len(t), 2 in t, (1,), (), t==(1,2,3), t<(1,2,4), hash((1,2,3)))
x,y,*z=range(5); print(x,y,z); (a,b),c=(1,2),3; print(a,b,c); a,b=b,a; print(a,b)
d={"a":1,"b":2}; d["c"]=3; print(d, d["a"], d.get("z"), d.get("z",0), "a" in d, len(d), list(d), list(d.items()), list(d.values()), d.pop("a"), d)
d.update({"q":1}); del d["b"]; print(d, d.setdefault("n",[]), d|{"z":1}); 
for k,v in d.items(): print(k,v)
print({1:2, **{3:4}}, dict(a=1,b=2), dict([(1,2)]), {k:v*2 for k,v in {"x":1}.items()}, {x for x in [1,1,2]}, sorted({3,1,2}))
print(list(range(3)), range(0,10,3), list(range(10,0,-3)), range(5)[2], len(range(0,10,3)), 4 in range(0,10,2), range(3)==range(3), list(reversed([1,2,3])))
print(list(enumerate("ab",1)), list(zip([1,2],"ab")), list(map(str,[1,2])), list(filter(None,[0,1,2])), sorted("cab"), sorted([3,1,2],reverse=True), sorted(["bb","a"],key=len), any([0,1]), all([]))
a=[1,2]; a.append(a); print(a); d={}; d["d"]=d; print(d)
l=[3,1,2]; l.sort(); print(l); l.sort(key=lambda v:-v); print(l); print([1,2]<[1,3], [1]==[1.0], [[]]==[[]])
try: [1,2][5]
except IndexError as e: print(e)
try: {}["k"]
except KeyError as e: print(repr(e), e)
try: [].pop()
except IndexError as e: print(e)
try: (1,2)[0]=1
except TypeError as e: print(e)
try: {[]:1}
except TypeError as e: print(e)
try: a,b=1,2,3
except ValueError as e: print(e)
try: a,b=1,
except ValueError as e: print(e)
try: a,b=5
except TypeError as e: print(e)
try: [1].remove(2)
except ValueError as e: print(e)
print(slice(1,2,3), [1,2,3,4][slice(1,3)], list("abc"), tuple([1,2]), set(), frozenset([1]), {1,2}&{2,3}, {1}|{2}, {1,2}-{1}, {1}^{2}, {1}<={1,2})
it=iter([1,2]); print(next(it), next(it), next(it,"end"))
try: next(it)
except StopIteration as e: print("stop", repr(e))
print(list(zip(*[(1,2),(3,4)])), dict(zip("ab",[1,2])), max({"a":3,"b":5}, key={"a":3,"b":5}.get), [*range(3),*"ab"], (*[1],2))

print(range(10)[2:8:3], range(10)[::-1], range(0,10,3)[1], range(10,0,-3)[-1], list(range(10,0,-3)), len(range(0,10,3)), 5 in range(10), 10 in range(10), 4 in range(0,10,3), '5' in range(10), 5.0 in range(10), range(3)==range(0,3,1), range(0)==range(5,5), hash(range(3))==hash(range(0,3)), list(reversed(range(10,0,-3))), range(2**70,2**70+3)[1], list(range(2**70,2**70+3)), list(reversed(range(2**70,2**70+2))), range(1,10,2).index(5), range(1,10,2).count(4), bool(range(0)), range(10).start, range(1,5).step, range(5)!=5)
print(slice(1,10,2).indices(7), slice(None,None,-1).indices(5), slice(-3,None).indices(10), slice(2**70).indices(5), slice(1,2)==slice(1,2), slice(1)<slice(2), slice(1,2,3))
print((1,2)+(3,), (1,2)*3, (1,2)*0, ()+(), (1,2,3)[1:], (1,2,3)[::-1], (1,2)<(1,3), (1,2)==(1,2), hash((1,2,3)), hash(()), hash((1,(2,'a'))), (1,2,2).count(2), (1,2).index(2), tuple('abc'), tuple([1]), tuple({1:2}), 2 in (1,2))
print([1,2]+[3], [1]*3, [1,2,3][::2], [1,2]<[1,3], [[1],[2]]==[[1],[2]], [1,2,3].index(3,-1), [3,2,1][-1], [].copy(), [1,2,3].count(1))
a=[1,2,3,4,5]; a[1:3]=[9]; print(a); a[::2]=[0,0]; print(a); del a[1:]; print(a); a.extend('xy'); print(a); a.insert(-1,'q'); print(a); a.reverse(); print(a); a.remove('q'); print(a); a+=(1,); print(a); a[len(a):]=[7]; print(a); a[:]=a; print(a); a.extend(a); print(a); a[2:4]=a; print(a); a*=0; print(a)
print(list(zip([1,2],[3,4],[5,6])), list(zip()), dict(zip('ab',[1,2])), list(map(lambda x,y:x+y,[1,2],[3,4])), list(filter(lambda x:x%2,range(6))), list(enumerate('ab',5)), list(enumerate('a',2**63-1)), list(enumerate('ab',2**63-1)))
print(sum([1,2.5,3]), sum([0.1]*10), sum([2**62,2**62,2**62]), sum([[1],[2]],[]), sum(range(100),5), sum([True,2]), max('abc'), max([1,5,3],key=lambda x:-x), min([],default=4), min(3,1,2), max([(1,'a'),(1,'b')]), any([0,1]), all([]), all([1,0]))
n=[0]
def f():
    n[0]+=1; return n[0]
print(list(iter(f,5)))
print(next(iter([1])), next(iter([]),'d'))
s={3,1,2}; print(s|{4}, s&{1,9}, s-{1}, s^{1,7}, s<={1,2,3,4}, s<s, s>={1}, s=={1,2,3}, s.union([5],[6]), s.intersection([1],[1,2]), s.difference([1]), s.symmetric_difference([1,8]), s.isdisjoint([9]), s.issubset(range(9)), s.issuperset([1]), {frozenset([1,2])}, frozenset([1])|{2}, {1}|frozenset([2]), hash(frozenset([1,2,3])), hash(frozenset()), frozenset({'a'})==  {'a'}, {1,2} in {frozenset({1,2})})
s.update([5,6]); s.difference_update([1]); s.intersection_update(range(6)); s.symmetric_difference_update([2,9]); print(s); s|={1}; s&={1,9}; s^={9}; s-={5}; print(s); s.clear(); print(s, s.copy(), frozenset(s))
z=zip([1,2],[3,4]); i1=id(next(z)); i2=id(next(z)); print(i1==i2)
print(list({'a':1}.items()), *{1:2}, [*range(3)], (*'ab',), {*[1,2]})
import sys
print(sys.getrefcount([]), sys.getrefcount(()) > 10)
a=[]; print(sys.getrefcount(a)); b=[a,a]; print(sys.getrefcount(a)); c=(a,); d={1:a}; print(sys.getrefcount(a)); del b[0]; print(sys.getrefcount(a)); b.clear(); d.clear(); print(sys.getrefcount(a)); e=c+c; print(sys.getrefcount(a)); e=None; f=[a]*5; print(sys.getrefcount(a)); f[1:3]=[]; print(sys.getrefcount(a)); f.sort(key=id); print(sys.getrefcount(a)); g=f[:]; f.reverse(); print(sys.getrefcount(a)); g.extend(f); print(sys.getrefcount(a)); h=set(map(id,g)); list(zip(g,g)); list(enumerate(g)); tuple(g); print(sys.getrefcount(a))
deep=[]
for i in range(100000): deep=[deep]
del deep
deep=()
for i in range(100000): deep=(deep,)
del deep
deep={}
for i in range(100000): deep={1:deep}
del deep
print('ok')

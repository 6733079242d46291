import sys
def t(f,*a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
t(max); t(min); t(lambda: max(1,2,default=3)); t(max,[]); t(lambda: max(foo=1)); t(lambda:max([1],foo=1))
t(lambda: zip([1],2)); t(lambda: zip([1],foo=1)); t(lambda: list(zip([1,2],[1],strict=True))); t(lambda: list(zip([1],[1],[1,2],strict=True)))
t(map); t(map,1); t(lambda: map(a=1)); t(filter,1); t(enumerate); t(lambda: enumerate([],1,2)); t(lambda: enumerate(start=1)); t(lambda: enumerate([],start='a')); t(lambda: enumerate(foo=1)); t(lambda: list(enumerate(iterable='ab',start=2)));t(lambda: enumerate([],foo=1))
t(reversed); t(reversed,1); t(reversed,{1}); t(lambda: reversed(a=1)); t(range); t(range,1,2,3,4); t(range,1.5); t(range,1,2,0); t(lambda: range(a=1))
t(sum); t(sum,['a'],''); t(sum,[[1]],[]); t(lambda: sum([1],start=2)); t(lambda: sum([1],foo=2)); t(sorted); t(lambda: sorted([1],foo=2)); t(lambda: sorted([1],1)); t(lambda:[].sort(1)); t(lambda:[].sort(reverse='a'))
t(iter); t(iter,1); t(iter,1,2); t(next,1); t(next,iter([])); t(len,1); t(len); t(len,1,2); t(all); t(any,1); t(lambda: range(10)[20]); t(lambda: range(10)['a']); t(lambda: range(10).index(20)); t(lambda: range(10).index('a')); t(lambda: len(range(2**70)))
t(slice); t(lambda: slice(a=1)); t(lambda: list(a=1)); t(lambda: tuple(a=1)); t(lambda: set(a=1)); t(lambda: frozenset(a=1)); t(lambda: dict(1)); t(lambda: dict([1])); t(lambda: dict([(1,2,3)])); t(list,1,2); t(dict,1,2); t(set,1,2); t(tuple,1,2)
t(lambda: [1].index(2)); t(lambda: (1,).index(2)); t(lambda: [].pop()); t(lambda: [1].pop(4)); t(lambda: {}.pop(1)); t(lambda: {}.popitem()); t(lambda: {1}.remove((2,3))); t(lambda: [1][5]); t(lambda: (1,)['a']); t(lambda:{}[1,2]); t(lambda:{}[[]]); t(lambda:{[]})
t(lambda: [1]+(2,)); t(lambda: (1,)+[2]); t(lambda: [1]*'a'); t(lambda: [1].__setitem__(slice(0,4,2),[1,2,3])); t(lambda:[1].insert(1)); t(lambda:[1,2,3].__setitem__(slice(None,None,2),5)); t(lambda:[1].__setitem__(slice(0,1),5)); t(lambda:[1].extend(5)); t(lambda:[1].index(1,'a')); t(lambda:[1].append(1,2)); t(lambda:[1].append()); t(lambda: dict.fromkeys()); t(lambda: {}.get()); t(lambda:{}.update(1)); t(lambda:{}.update(1,2)); t(lambda:set().pop()); t(lambda:{1}|[1]); t(lambda: {}|[1]);t(lambda: slice(1,2,0).indices(3)); t(lambda: slice('a').indices(3)); t(lambda:slice(1).indices(-1)); t(lambda: hash(slice(1))); t(lambda: [1][1:2:0]); t(lambda: [1]['a':])

# more: generators, closures, string formatting with nested, comprehension scoping
def primes(n):
    sieve=[True]*(n+1)
    for i in range(2,int(n**0.5)+1):
        if sieve[i]:
            for j in range(i*i,n+1,i): sieve[j]=False
    return [i for i in range(2,n+1) if sieve[i]]
print(primes(50))
def quicksort(a):
    if len(a)<=1: return a
    p=a[len(a)//2]
    return quicksort([x for x in a if x<p])+[x for x in a if x==p]+quicksort([x for x in a if x>p])
print(quicksort([3,6,1,8,2,9,2]))
memo={}
def fib(n):
    if n in memo: return memo[n]
    memo[n]= n if n<2 else fib(n-1)+fib(n-2)
    return memo[n]
print(fib(90))
words="the quick brown fox jumps over the lazy dog the end".split()
counts={}
for w in words: counts[w]=counts.get(w,0)+1
print(sorted(counts.items(), key=lambda kv:(-kv[1],kv[0])))
matrix=[[1,2,3],[4,5,6]]
print([[r[i] for r in matrix] for i in range(3)], [x for r in matrix for x in r if x%2])
print("\n".join(f"{i:2d} {i**2:4d} {i**3:5d}" for i in range(1,4)))
def hanoi(n,a,b,c): return 0 if n==0 else hanoi(n-1,a,c,b)+1+hanoi(n-1,c,b,a)
print(hanoi(6,'A','B','C'))
def flatten(l):
    for x in l:
        if isinstance(x,list): yield from flatten(x)
        else: yield x
print(list(flatten([1,[2,[3,[4]]]])))
print(*[1,2,3], sep=", ", end="!\n")
a,b=0,1
while b<100: print(b,end=" "); a,b=b,a+b
print()
print({**{"a":1},"b":2}, [*"ab"], max((len(w),w) for w in words))
x=[1,2,3]; y=x[:]; y.append(4); print(x,y, x is y, x==y)
s=set(); s.add(1); s.update([2,3]); s.discard(9); print(s, 2 in s, len(s))
print(" ".join(reversed("a b c".split())), "abc"[::-1], sum(int(d) for d in str(2**64)))
def gcd(a,b):
    while b: a,b=b,a%b
    return a
print(gcd(1071,462), 0b1010, 0o17, 0xff, 1_000_000, 1e3, 3+4j, (1+2j)*(3-1j), abs(3+4j))
nested={"a":[1,{"b":(2,3)}]}; print(nested["a"][1]["b"][0]); nested["a"][1]["b"]=None; print(nested)
del nested["a"][0]; print(nested, bool([]), bool("x"), bool(0.0))
global_list=[]
def add(x, acc=global_list): acc.append(x); return acc
add(1); add(2); print(global_list, add.__defaults__)
def counter():
    c=0
    while True:
        r = yield c
        c = r if r is not None else c+1
g=counter(); print(next(g),next(g),g.send(10),next(g)); g.close()
try: next(g)
except StopIteration: print("closed")
print(type(1).__name__, type(g).__name__, type(None).__name__, type(print).__name__, type(lambda:0).__name__)

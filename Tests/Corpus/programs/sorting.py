seed=12345
def rnd():
    global seed
    seed=(seed*1103515245+12345)%2147483648
    return seed
for n in (0,1,2,3,5,10,31,32,33,63,64,65,100,127,128,129,200,256,300,500,777,1000,3000):
    for kind in range(7):
        if kind==0: a=[rnd()%1000000 for _ in range(n)]
        elif kind==1: a=list(range(n))
        elif kind==2: a=list(range(n))[::-1]
        elif kind==3: a=[rnd()%10 for _ in range(n)]
        elif kind==4: a=list(range(n//2))+list(range(n//2))
        elif kind==5: a=[(i if rnd()%20 else rnd()%n) for i in range(n)]
        else: a=[i%7 for i in range(n//3)]+list(range(n//3,0,-1))+list(range(n//3))
        x=sorted(a)
        for i in range(len(x)-1): 
            if x[i]>x[i+1]: print('BAD')
        y=sorted(a, reverse=True); z=sorted(enumerate(a), key=lambda t:t[1]); w=sorted(a,key=lambda v:str(v)); v=sorted(a,key=lambda v:v*0.5,reverse=True); u=sorted((str(q),q) for q in a); t=sorted([q] for q in a); s=sorted(a,key=lambda q:q*2**70)
        print(n,kind,hash(tuple(x)),hash(tuple(y)),hash(tuple(z)),hash(tuple(w)),hash(tuple(v)),hash(tuple(u)),hash(str(t)), hash(str(s)))
print(sorted([3,1,2]), sorted(['b','a','é','ł']), sorted([1.5,-1,2]), sorted([(1,'b'),(1,'a'),(0,'z')]), sorted([(1,),(1,2),()]), sorted([[2],[1,5],[1]]))
try: sorted([1,'a'])
except TypeError as e: print(e)
try: [1,2,3].sort(key=lambda x: 1//0)
except ZeroDivisionError as e: print(e)
l=[3,2,1]
try: l.sort(key=lambda x: l.append(x) or x)
except ValueError as e: print(e, l)
print(sorted([True,False,2,1,0],reverse=True), sorted('bca',key=str.upper), sorted({3:1,1:2}))

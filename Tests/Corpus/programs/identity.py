ids=[]
a=[1,2]; i=id(a); del a; b=[3,4]; print(id(b)==i)
a=1.5; i=id(a); del a; b=2.5+0; print(id(b)==i)
a=1000+0; b=a; print(a is b)
x=300; y=300; print(x is y)
def k():
    p=400; q=400; return p is q
print(k())
s="hello"; t="hello"; print(s is t, "a b" is "a b")
u="".join(["hel","lo"]); print(u is s, u==s)
import sys
print(sys.intern(u) is s, 256 is 256)
print([] is [], () is (), "" is "")
a = "x"*5000; print(len(a))
l=[None]*3; print(l[0] is None)
print(id(1)==id(1), id(None)==id(None), type(id(1)))

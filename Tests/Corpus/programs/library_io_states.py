import io, pickle, copy
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
for nl in (None,"","\n","\r","\r\n"):
    s=io.StringIO("a\nb\rc\r\nd",newline=nl); s.foo=1
    s.readline(); print(s.newlines, s.__getstate__())
    s2=pickle.loads(pickle.dumps(s)); print(s2.getvalue()==s.getvalue(), s2.tell(), s2.foo, s2.__dict__)
    print(s.__reduce_ex__(2)[1:])
s=io.StringIO()
s.seek(5); s.write(""); print(repr(s.getvalue())); s.write("x"); print(repr(s.getvalue()))
for st in (None,(),("a",None,0),("a",None,-1,None),("a","z",0,None),("a",None,0,[]),(1,None,0,None),("a",None,"b",None)):
    t(lambda: io.StringIO().__setstate__(st))
    t(lambda: io.BytesIO().__setstate__(st))
s.close(); t(lambda: s.newlines); t(s.__getstate__); t(lambda: s.__setstate__(("a",None,0,None)))
b=io.BytesIO(b"abc"); b.foo=[1]; print(b.__getstate__(), copy.copy(b).foo)
for e in ('io.FileIO("x",0)','io.FileIO(2**31)','io.FileIO(2**70)','io.FileIO(-1)','io.FileIO(1.5)','io.FileIO("a\\0b")','io.FileIO(2**31, opener=lambda *a: 1)','io.FileIO(True, closefd=False)','io.FileIO(99)'):
    t(lambda: eval(e))
f=io.FileIO(1,"w",closefd=False); print(f); del f.name; print(f); f.name=f; t(lambda: repr(f))
t(lambda: repr(io.TextIOWrapper.__new__(io.TextIOWrapper)))
w=io.TextIOWrapper(io.BytesIO(),encoding="ascii"); w.detach(); t(lambda: repr(w)); print(w.encoding,w.errors,w.line_buffering); t(w.detach); t(lambda: w.buffer); t(lambda:w.name)

import sys
def t(f,*a):
    try: r=f(*a); print(repr(r)); return r
    except BaseException as e: print(type(e).__name__, e)
def frame():
    try: 1/0
    except ZeroDivisionError as e: return e.__traceback__.tb_frame.f_back
def f(a,b=2):
    x=1
    fr=frame()
    print(fr.f_code.co_name, fr.f_locals is fr.f_locals, sorted(k for k in fr.f_locals), fr.f_lineno, fr.f_back.f_code.co_name)
    l=locals(); print(l is fr.f_locals, l is locals())
    l['x']=99; print(x, locals()['x'])
    fr.f_locals['new']=5; print('new' in locals(), fr.f_locals.get('new'))
    x=7; print(fr.f_locals['x'], l['x'])
    del x; print('x' in locals(), 'x' in fr.f_locals)
    def g(): return a
    print(sorted(locals()))
    return fr
fr=f(1)
print(fr.f_lineno, fr.f_locals['a'], fr.f_back and fr.f_back.f_code.co_name, fr.f_trace, fr.f_trace_lines, fr.f_trace_opcodes, fr.f_lasti>0, fr.f_globals is globals(), type(fr.f_builtins))
fr.f_trace_lines=False; fr.f_trace_opcodes=True; print(fr.f_trace_lines, fr.f_trace_opcodes)
del fr.f_trace; print(fr.f_trace); t(setattr,fr,'f_lineno',3); t(setattr,fr,'f_code',3); t(setattr,fr,'f_locals',3); t(delattr,fr,'f_lineno')
fr.clear(); print(fr.f_locals)
def gen():
    y=1
    yield frame()
    z=2
    yield 2
g=gen(); gf=next(g); print(gf is g.gi_frame, gf.f_back, gf.f_locals, gf.f_lineno); 
next(g); print(gf.f_locals, gf.f_lineno); gf.clear(); print(g.gi_frame, list(g)); print(gf.f_locals)
def h():
    fr=frame()
    t(fr.clear)
h()
class C:
    q=1
    print(sorted(locals()), frame().f_locals is locals())
    locals()['dyn']=4
print(C.dyn)
def cl():
    v=1
    class D:
        print(sorted(k for k in locals()), v)
    def inner():
        nonlocal v
        v+=1
        return sorted(locals().items())
    print(inner()); print(locals()['v'])
    return [locals() for _ in '1'][0].keys()
print(cl())
print(globals() is locals(), sorted(dir())[:2])
exec('w=1; print(sorted(locals()))',{}, {'k':1})
def ee():
    a=1
    exec('b=2; print(a)')
    print('b' in locals(), locals())
    eval('locals()').update(c=3); print(locals())
    t(lambda: b)
ee()
print([x for x in dir(fr) if x[0]!='_'], type(fr).__basicsize__, fr.__sizeof__()>100)
def vars_test(p): return vars()
print(vars_test(3)); t(vars,1); print(vars(C)['q'])
def unb():
    print(locals()); 
    if 0: k=1
    k2=3
    print(locals())
unb()
def ec():
    try: raise ValueError(1)
    except ValueError:
        a=sys.exc_info(); print(a[0],a[1],a[2].tb_frame.f_code.co_name)
        try: raise KeyError(2)
        except KeyError: print(sys.exc_info()[:2])
        print(sys.exc_info()[:2])
    print(sys.exc_info())
    def g():
        try: raise OSError(3)
        except OSError: yield sys.exc_info()[1]; yield sys.exc_info()[1]
    try: 1/0
    except ZeroDivisionError:
        q=g(); print(next(q), sys.exc_info()[1]); print(next(q)); print(sys.exc_info()[1])
ec()

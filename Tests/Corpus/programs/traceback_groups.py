def mk(i):
    try: raise ValueError(i)
    except ValueError as e: return e
def g(n):
    try: raise KeyError(n)
    except KeyError as k:
        try: raise ExceptionGroup('inner\nlines',[mk(1),TypeError(2), OSError('a\nb')]) from k
        except ExceptionGroup as e: return e
def f():
    x=mk(7); x.add_note('note one\nline two'); x.add_note('note b')
    gg=g(1); gg.add_note('group note')
    try: 1/0
    except ZeroDivisionError:
        raise ExceptionGroup("top",[x,gg,ExceptionGroup('e',[mk(i) for i in range(17)]), SyntaxError('bad',('f.py',1,2,'abc\n'))])
try: f()
except ExceptionGroup as e:
    raise RuntimeError('last') from e

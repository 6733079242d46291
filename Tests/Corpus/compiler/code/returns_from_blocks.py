def f(x):
    for i in x:
        try:
            with open(i) as g:
                return g.read()
        except OSError as e:
            return e
        finally:
            if x: break
            cleanup()
    return None

def g():
    try:
        return 1
    finally:
        return 2

def h(x):
    while x:
        try:
            continue
        finally:
            x -= 1
    try:
        return (yield)
    finally:
        pass

def k():
    if a:
        return
    for i in b:
        with c: continue

def f():
    try:
        a()
    except* ValueError as e:
        b(e)
    except* (TypeError, OSError):
        c()
    else:
        d()
    finally:
        g()
    for x in y:
        try: pass
        except* A: pass

def f():
    try:
        try:
            try:
                return a()
            finally:
                b()
        finally:
            c = [x for x in d]
    finally:
        e = lambda: 1

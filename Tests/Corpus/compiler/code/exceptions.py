try:
    a()
except ValueError:
    b()
except (TypeError, KeyError) as e:
    c(e)
except:
    raise
else:
    d()
finally:
    f()

def nested():
    try:
        try:
            a
        except A as x:
            del x
        finally:
            b
    except B:
        raise C from D
    raise

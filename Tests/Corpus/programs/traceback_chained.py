def a(): b()
def b(): 
    x = [1,2,3]
    return x[0] + x[10] * (5 - 3)
try:
    a()
except IndexError: pass
def c(d):
    return d['a']['b'] + 1
def e():
    try:
        c({'a':{}})
    except KeyError as k:
        raise ValueError("wrapped") from k
e()

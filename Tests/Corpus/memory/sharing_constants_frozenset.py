# A set to test membership in is a constant.
def f(x): return x in {1, 2, 3}
def g(x): return x in [1, 2, 3]
def h(x): return x in {1, x}
for function in (f, g, h):
    print(function(2), [type(c).__name__ for c in function.__code__.co_consts])
print(f.__code__.co_consts[1] is f.__code__.co_consts[1])

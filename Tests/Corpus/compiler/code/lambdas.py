f = lambda: None
g = lambda x: lambda y: x + y
h = lambda *a, **k: (a, k)
i = lambda x=1, *, y=2: x
j = [lambda: i for i in range(3)]
k = lambda: (yield)

[x for x in y]
[x for x in y if a if b for z in w]
{x for x, in y}
{k: v for k, (v, *w) in items}
(x async for x in y)
[(a, b) for a in b for b.c in d for e[0] in f]
{**a, 'b': 1, **c}
{*a, b}
[*a, *b,]
{1: 2, }
()
(1,)
[y := f(x), y**2]

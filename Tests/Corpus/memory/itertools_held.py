# What the iterators of itertools hold on to.
import sys, itertools
x = [object() for _ in range(4)]
y = x[0]
base = sys.getrefcount(y)
for name, it in [
    ("cycle", itertools.cycle(x)), ("groupby", itertools.groupby(x, id)), ("accumulate", itertools.accumulate(x, lambda a, b: b)),
    ("pairwise", itertools.pairwise(x)), ("product", itertools.product(x, x)), ("permutations", itertools.permutations(x, 2)),
    ("combinations", itertools.combinations(x, 2)), ("zip_longest", itertools.zip_longest(x, [1])), ("repeat", itertools.repeat(y)),
    ("islice", itertools.islice(x, 2)), ("chain", itertools.chain(x, x)), ("starmap", itertools.starmap(lambda *a: a, [x])), ("zip", zip(x, x)),
    ("enumerate", enumerate(x)), ("map", map(lambda a: a, x)), ("filter", filter(None, x)), ("reversed", reversed(x))]:
    made = sys.getrefcount(y) - base
    value = next(it)
    held = sys.getrefcount(y) - base
    del value
    print(name, made, held, sys.getrefcount(y) - base)
    it = None

# Iterators of itertools.
import sys, itertools as it

for x in (it.count(), it.cycle("a"), it.repeat(1), it.chain("a"), it.accumulate("a"),
          it.compress("a", "a"), it.dropwhile(bool, "a"), it.takewhile(bool, "a"),
          it.filterfalse(bool, "a"), it.groupby("a"), it.islice("a", 1), it.starmap(max, "a"),
          it.tee("a")[0], it.zip_longest("a", "b"), it.product("a", "b"), it.permutations("abc"),
          it.combinations("abc", 2), it.combinations_with_replacement("abc", 2), it.pairwise("a")):
    print(type(x).__name__, sys.getsizeof(x))

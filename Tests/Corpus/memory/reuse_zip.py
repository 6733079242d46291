# zip, enumerate and dict.items() use their result again when nobody holds it.
print(len({id(p) for p in zip("abcd", "efgh")}), len({id(p) for p in enumerate("abcd")}))
print(len({id(p) for p in {1: 2, 3: 4, 5: 6}.items()}))
kept = list(zip("abcd", "efgh"))
print(len({id(p) for p in kept}))
from itertools import combinations, product, pairwise, zip_longest, permutations
for f in (combinations, permutations):
    print(f.__name__, len({id(p) for p in f("abcd", 2)}), len(list(map(id, f("abcd", 2)))))
print(len({id(p) for p in product("ab", "cd")}), len({id(p) for p in zip_longest("ab", "cd")}))
print(len({id(p) for p in pairwise("abcdef")}))

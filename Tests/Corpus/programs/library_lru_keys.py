# A cache keeps the first of equal keys, whatever is asked for later.
import functools


class Key:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        print("end of", self.number)

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return True


for size in (None, 1, 4):
    print(size)
    cached = functools.lru_cache(size)(lambda key: None)
    for number in range(3):
        cached(Key(number))
    print(cached.cache_info())
    cached.cache_clear()

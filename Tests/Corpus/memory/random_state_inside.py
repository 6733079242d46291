# A generator of random numbers has its state inside; making one takes one block above pymalloc's limit.
import _random, sys, random
r = _random.Random(5)
print(sys.getsizeof(r), r.getstate()[-1], r.random(), r.getstate()[-1])
before = sys.getallocatedblocks()
kept = [_random.Random(1) for _ in range(10)]
print(sys.getallocatedblocks() - before < 5)
a, b = random.Random(3), random.Random(3)
b.setstate(a.getstate())
print(a.random() == b.random(), sys.getsizeof(a), sys.getsizeof(a.__dict__) > 0)

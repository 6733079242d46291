# Contexts have a free list of 255.
import contextvars, sys
def freed(number):
    items = [contextvars.copy_context() for _ in range(number)]
    before = sys.getallocatedblocks()
    items.clear()
    return before - sys.getallocatedblocks()
freed(300)
print(freed(300), freed(200))
c = contextvars.Context()
place = id(c)
del c
d = contextvars.Context()
print(id(d) == place, sys.getsizeof(d))

@decorator
@a.b(c)[0]
async def f(a, b: int = 1, /, c=2, *args: str, d, e=3, **kwargs: dict) -> None:
    """text"""
    await x
    return await y ** 2
def g(*, a): return
def h(a, /): yield
def i(*a: *b): pass
@x
class C:
    x: int

    def m(self): pass;
lambda: 0
lambda a, b=1, /, *c, d=2, **e: (a, b)
lambda *, k: k
async def coroutine():
    async with a as b, c: pass
    async for x in y: pass
    else: pass

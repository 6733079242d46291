def f(): "doc"
def g(a, /, b, *, c=1, d): pass
def h(a: int, *args: str, b: float = 1.0, **kw: dict) -> None: return a
@deco
@other.deco(1)
def k(x=(1, 2), y=[], z=None): return x
l = lambda a, *b, c=1, **d: (a, b, c, d)
def star(*args: *Ts): pass
async def n(): pass
def m():
    """Doc"""
    return 1
def o():
    f"not a doc"
def p(): 'a' 'b'

x: int = 1
y: List[int]
def f(a: int, b: "str" = 1) -> float: pass
if c:
    z: bool = True
class K:
    __p: int = 1
    def m(self, __q: int): pass

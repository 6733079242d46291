# That an abstract stream was closed is an attribute of it.
import io, gc
class R(io.RawIOBase): pass
r = R()
print(r.__dict__, r.closed)
r.close()
print(r.__dict__, r.closed)
b = io.BytesIO(b"x" * 40)
print(b.__dict__, gc.get_referents(b)); b.name = "n"; print(b.__dict__, gc.get_referents(b))
b.close(); print(b.__dict__, b.closed)
s = io.StringIO("abc")
print(gc.get_referents(s), gc.is_tracked(s), gc.is_tracked(b))

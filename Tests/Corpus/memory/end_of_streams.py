# Streams that are dropped are closed in the order of their references.
import io
class R(io.RawIOBase):
    def readable(self): return True
    def __init__(self, name): self.name = name
    def close(self):
        if not self.closed: print("close", self.name)
        super().close()
r = R("plain"); del r
b = io.BufferedReader(R("under reader")); del b
class B(io.BytesIO):
    def close(self): print("close B"); super().close()
x = B(b"abc"); del x
s = R("in cycle"); s.me = s; del s
import gc; print(gc.collect() > 0)

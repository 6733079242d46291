# The same for bytes.
s = b"".join([b"some ", b"text"])
print(s.replace(b"q", b"r") is s, s.strip() is s, s.lstrip(b"q") is s, s.center(3) is s, s.ljust(2) is s)
print(s.zfill(2) is s, s.expandtabs() is s, s.removeprefix(b"q") is s, s.lower() is s, s + b"" is s, b"" + s is s)
print(s * 1 is s, s.join([b""]) is s, b"".join([s]) is s, s.translate(None) is s, bytes(s) is s)
print(s.partition(b"q")[0] is s, s.split(b"q")[0] is s, s.splitlines()[0] is s, s[0:] is s, s[::1] is s)

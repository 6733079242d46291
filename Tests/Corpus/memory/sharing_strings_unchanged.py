# Methods that change nothing give the text itself.
s = "".join(["some ", "text"])
print(s.replace("q", "r") is s, s.strip() is s, s.lstrip("q") is s, s.center(3) is s, s.ljust(2) is s)
print(s.zfill(2) is s, s.expandtabs() is s, s.removeprefix("q") is s, s.lower() is s, s + "" is s, "" + s is s)
print(s * 1 is s, s.join([""]) is s, "".join([s]) is s, s.translate({}) is s, s.title() is s, s.format() is s)
print(s.encode("utf-8").decode() is s, f"{s}" is s, "%s" % s is s, str.__str__(s) is s, s.partition("q")[0] is s)
print(s.split("q")[0] is s, s.rsplit("q")[0] is s, s.splitlines()[0] is s, s[0:] is s, s[::1] is s)

# Names set by setattr are interned.
class C: pass
name = "".join(["dyn", "amic"])
setattr(C, name, 1)
key = [k for k in vars(C) if k == name][0]
print(key is name, key is "dynamic")
c = C()
setattr(c, "".join(["dyn", "amic2"]), 1)
print(list(vars(c))[0] is "dynamic2")
vars(c)["".join(["by", "dict"])] = 1
print(list(vars(c))[1] is "bydict")

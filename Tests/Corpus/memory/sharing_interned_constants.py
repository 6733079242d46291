# Constants like names are interned; others are shared in their unit.
a = "hello_world"
b = "hello_world"
c = "hello world"
d = "hello world"
e = "".join(["hello", "_world"])
f = compile("'hello_world', 'hello world'", "<s>", "eval")
print(a is b, c is d, a is e, eval(f)[0] is a, eval(f)[1] is c)

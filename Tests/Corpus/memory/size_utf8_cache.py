# The UTF-8 form is kept with text that isn't ASCII once something asked for it.
import sys

text = "\xe9\u0142" * 5
plain = "ascii" * 5
print(sys.getsizeof(text), sys.getsizeof(plain))
for use in (hash, repr, str.encode, lambda t: t in {t: 1}):
    use(text), use(plain)
    print(sys.getsizeof(text), sys.getsizeof(plain))
try:
    getattr(object, text)
except AttributeError:
    pass
print(sys.getsizeof(text))
compile(text, "<s>", "eval") if text.isidentifier() else None
print(sys.getsizeof(text))

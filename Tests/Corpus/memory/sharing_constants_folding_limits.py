# Results that are too long are not folded.
def consts(source): return [type(c).__name__ for c in compile(source, "<s>", "eval").co_consts]
for source in ("'a' * 4096", "'a' * 4097", "(1,) * 256", "(1,) * 257", "2 ** 127", "2 ** 128",
               "1 << 127", "1 << 128", "b'a' * 4096", "b'a' * 4097", "-(2 ** 64)", "10 ** 30 * 10 ** 30"):
    print(source, consts(source))

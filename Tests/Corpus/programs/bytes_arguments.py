for f in (lambda: bytes.maketrans(), lambda: bytearray.maketrans(b'a', b'b')[97], lambda: b'a\nb'.splitlines(None), lambda: b'a\nb'.splitlines(True), lambda: b''.decode(None), lambda: bytes('a', None), lambda: b'a\nb'.splitlines(keepends=2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

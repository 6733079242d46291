"""The text of the error that a source lacks its end: within a string all lines that were read."""
for s in ['x = """a\nb\nc', '"""a\nb', 'f("""\na\n', '(1,\n2,\n', 'if 1:\n  """a\n b\n', 'x = """a\nb\nc\n', "'''", 'def f():\n  x = 1\n  y = """q\n\nr', 'a\\\n', '"""é\nü', 'x = [\n"""a\nb', 'if 1:\n', '@a\n', 'x = (\n  # c\n', 'f"""a\nb', 'try:\n  pass\n', 'class A:\n  def f(self):\n', 'x = {1:\n 2,\n """t\nu\n']:
    for mode in ('single', 'exec', 'eval'):
        for f in (0x4200, 0x4000, 0):
            try: compile(s, '<s>', mode, f)
            except SyntaxError as e: print(ascii(s), mode, hex(f), type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, ascii(e.text))
            else: print(ascii(s), mode, hex(f), 'ok')

# The room of a BytesIO as it is written to, and after it is cut.
import io, sys
b = io.BytesIO()
row, last = [], 0
for i in range(400):
    b.write(b"x")
    if sys.getsizeof(b) != last:
        last = sys.getsizeof(b)
        row.append((i, last))
print(row)
b = io.BytesIO()
print([(b.write(b"x" * n), sys.getsizeof(b)) for n in (1, 2, 5, 10, 50, 100, 3, 3)])
for n in (150, 100, 60, 10, 0):
    b.truncate(n)
    print(n, sys.getsizeof(b))
b.seek(50); b.write(b"end")
print(len(b.getvalue()), sys.getsizeof(b))
with b.getbuffer() as view:
    print(len(view), sys.getsizeof(b))
    try: b.write(b"x")
    except BufferError as e: print(e)
b.write(b"x")
print(sys.getsizeof(b), b.getvalue()[-4:])

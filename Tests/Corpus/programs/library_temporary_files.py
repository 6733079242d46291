import io
import os
import tempfile

with tempfile.NamedTemporaryFile("w+", suffix=".txt") as file:
    name = file.name
    file.write("text")
    file.flush()
    file.seek(0)
    print(file.read(), os.path.exists(name), name.endswith(".txt"))
print(os.path.exists(name))


def opener(path, flags):
    print(os.path.basename(path), flags == os.O_RDONLY | os.O_CLOEXEC)
    return os.open(path, flags)


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "data")
    with open(path, "wb") as file:
        file.write(b"bytes")
    with open(path, "rb", opener=opener) as file:
        print(file.read())
    for wrong in (lambda path, flags: -1, lambda path, flags: None):
        try:
            open(path, opener=wrong)
        except (ValueError, TypeError, OSError) as error:
            print(type(error).__name__, error)

# Places in a text, line ends and what waits to be written.
with open("text.txt", "w", encoding="utf-8", newline="\r\n") as file:
    print(file.write("eins\nzwei äöü\ndrei 😀 vier\n"), file.tell(), file.newlines, file.line_buffering)
with open("text.txt", "rb") as file:
    print(file.read())
with open("text.txt", encoding="utf-8") as file:
    places = [file.tell()]
    while line := file.readline():
        places.append(file.tell())
    print(places, repr(file.newlines))
    file.seek(places[1])
    print(file.read(6), file.tell(), file.read(4), file.tell(), repr(file.read()))
    file.seek(0, 2)
    print(file.tell())
    for line in file:
        pass
    file.seek(0)
    next(file)
    try:
        file.tell()
    except OSError as error:
        print(error)
with open("text.txt", encoding="utf-8", newline="") as file:
    print(list(file), file.newlines)
with open("text.txt", "a", encoding="utf-8") as file:
    file.write("Ende")
    with open("text.txt", "rb") as other:
        print(other.read()[-6:])
    file.flush()
    with open("text.txt", "rb") as other:
        print(other.read()[-6:])
    print(file._CHUNK_SIZE, file.write_through, file.buffer.raw.mode, file)
    try:
        file.read()
    except OSError as error:
        print(type(error), error)
    file.reconfigure(encoding="latin-1", line_buffering=True)
    file.write("äöü\n")
    print(file.encoding, file.tell())
try:
    file.write("x")
except ValueError as error:
    print(error)

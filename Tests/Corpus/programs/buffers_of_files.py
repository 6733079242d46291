# What a raw stream is asked for, and when.
import _io


class Raw(_io._RawIOBase):
    def __init__(self, data=b"", limit=None):
        self.data = bytearray(data)
        self.place = 0
        self.limit = limit

    def readable(self):
        return True

    writable = seekable = readable

    def readinto(self, room):
        part = self.data[self.place:self.place + len(room)]
        room[:len(part)] = part
        self.place += len(part)
        print("readinto", len(room), "->", len(part))
        return len(part)

    def write(self, data):
        count = len(data) if self.limit is None else min(len(data), self.limit)
        self.data[self.place:self.place + count] = data[:count]
        self.place += count
        print("write", bytes(data[:12]), len(data), "->", count)
        return count

    def seek(self, target, origin=0):
        self.place = target + (0, self.place, len(self.data))[origin]
        print("seek", target, origin, "->", self.place)
        return self.place

    def tell(self):
        return self.place


reader = _io.BufferedReader(Raw(bytes(range(65, 91)) * 2), 8)
print(reader.read(3), reader.peek(), reader.read1(20), reader.read(20), reader.tell())
print(reader.seek(-3, 1), reader.read(2), reader.readline(4), reader.read())
room = bytearray(5)
reader.seek(1)
print(reader.readinto(room), room, reader.readinto1(room), room)

writer = _io.BufferedWriter(Raw(limit=3), 8)
print(writer.write(b"12345"), writer.write(b"678"), writer.write(b"9"), writer.tell())
print(writer.write(b"x" * 20))
writer.flush()
print(writer.raw.data)

both = _io.BufferedRandom(Raw(b"0123456789" * 2), 8)
print(both.read(2), both.write(b"AB"), both.read(2), both.tell(), both.seek(1), both.read(6))
print(both.detach().data)
try:
    both.read()
except ValueError as error:
    print(error)

"""Terminals that a program opens: lines as they are edited, echoed and read."""
import errno
import fcntl
import os
import select
import stat
import struct


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except OSError as error:
        return errno.errorcode[error.errno]


def ready(*descriptors):
    return [sorted(descriptors.index(each) for each in group)
            for group in select.select(descriptors, descriptors, descriptors, 0)]


def take(descriptor, count):
    # What is typed may be echoed a moment later.
    taken = b""
    while select.select([descriptor], [], [], 0.05)[0]:
        taken += os.read(descriptor, count)
    return taken


outer, inner = os.openpty()
print(os.isatty(outer), os.isatty(inner), os.get_inheritable(outer), os.get_inheritable(inner))
print(stat.S_ISCHR(os.fstat(inner).st_mode), os.ttyname(inner).startswith("/dev/pts/"))
print(tuple(os.get_terminal_size(inner)), ready(outer, inner))
fcntl.ioctl(outer, 0x5414, struct.pack("4H", 24, 80, 0, 0))
print(tuple(os.get_terminal_size(inner)), struct.unpack("4H", fcntl.ioctl(inner, 0x5413, b"\0" * 8)))
print(attempt(os.lseek, inner, 0, 0), attempt(os.tcgetpgrp, inner), attempt(os.ftruncate, inner, 0))
print(os.write(inner, b"a\nb\r\tc\n"), take(outer, 100))
for typed in (b"one\ntwo\n", b"gone\x15kept\r", b"ab\x7f\x7f\x7f\x7fc\n", b"two words  \x17\x17x\n", b"\x01\x1b[A\t\n",
              b"half\x04", b"\x04", b"caf\xc3\xa9\n", b"x\x03y\n"):
    print(typed, os.write(outer, typed), take(outer, 100), ready(outer, inner))
    while ready(inner)[0]:
        part = os.read(inner, 3 if typed == b"one\ntwo\n" else 100)
        print("   ", part)
os.set_blocking(inner, False)
os.set_blocking(outer, False)
print(attempt(os.read, inner, 10), attempt(os.read, outer, 10))
os.write(outer, b"unfinished")
print(attempt(os.read, inner, 10), take(outer, 20), ready(outer, inner))
os.write(outer, b"!\n")
print(os.read(inner, 100), take(outer, 9000))
with open(inner, "w", closefd=False) as stream:
    print(stream.isatty(), stream.line_buffering, file=stream)
    print(take(outer, 100))
other = os.dup(inner)
os.close(inner)
os.write(other, b"still")
os.close(other)
print(attempt(os.read, outer, 100), attempt(os.read, outer, 100), ready(outer), attempt(os.write, outer, b"a"))
os.close(outer)

outer, inner = os.openpty()
os.write(outer, b"last\nrest")
os.close(outer)
print(attempt(os.read, inner, 100), attempt(os.read, inner, 100), attempt(os.write, inner, b"a"), ready(inner))

# A line has at most 4096 bytes.
outer, inner = os.openpty()
os.write(outer, b"short\n" + b"y" * 5000 + b"\n")
print(len(os.read(inner, 100)), len(os.read(inner, 9000)))

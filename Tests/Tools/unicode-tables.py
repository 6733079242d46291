#!/usr/bin/env python3.11
"""Writes Sources/PythonLibrary/UnicodeTables.swift: the Unicode data of `unicodedata`, as CPython 3.11 has it.

    /usr/bin/python3.11 Tests/Tools/unicode-tables.py > Sources/PythonLibrary/UnicodeTables.swift

Everything is asked of CPython's own module, so the tables are of Unicode 14.0 (and 3.2.0) whatever version the
Swift library knows. Names are not among them: those of characters never change, and the Swift library has them;
only aliases and named sequences are, which CPython's `unicodedata` keeps at private code points.

A table is a row of numbers, each written in characters from `0` on that stand for 5 bits, the lowest first; all
but a number's last one have 32 added.
"""

import ctypes
import unicodedata
from fractions import Fraction

LIMIT = 0x110000
OLD = unicodedata.ucd_3_2_0


def number(value):
    text = ""
    while value >= 32:
        text += chr(48 + 32 + value % 32)
        value //= 32
    return text + chr(48 + value)


def signed(value):
    return number(value * 2 if value >= 0 else -value * 2 - 1)


def literal(name, comment, text):
    """A Swift string without the line breaks, which are the table's, not the data's."""
    lines = []
    while text:
        end = min(92, len(text))
        while end < len(text) and " " in text[end - 1 : end + 1]:
            end -= 1
        lines.append(text[:end])
        text = text[end:]
    print(f"    /// {comment}")
    print(f'    static let {name}: StaticString = #"""')
    for line in lines:
        print(f"        {line}")
    print('        """#\n')


def record(database, character):
    return (
        database.category(character),
        database.bidirectional(character),
        database.combining(character),
        database.mirrored(character),
        database.east_asian_width(character),
    )


def ranges(database, records):
    """Where the properties of characters change, and to which record."""
    text, last, start = "", None, 0
    for code in range(LIMIT):
        number_of_record = records.setdefault(record(database, chr(code)), len(records))
        if number_of_record != last:
            text += number(code - start) + number(number_of_record)
            start, last = code, number_of_record
    return text


def decompositions(tags):
    """Code, tag and whether the parts compose to it, parts."""
    text, last = "", 0
    for code in range(LIMIT):
        found = unicodedata.decomposition(chr(code))
        if not found or 0xAC00 <= code < 0xD7A4:
            continue
        parts = found.split()
        tag = parts.pop(0) if parts[0][0] == "<" else ""
        codes = [int(part, 16) for part in parts]
        joined = "".join(map(chr, codes))
        composes = len(codes) == 2 and not tag and unicodedata.normalize("NFC", joined) == chr(code)
        text += number(code - last)
        text += number(tags.setdefault(tag, len(tags)) * 2 + composes) + number(len(codes))
        for part in codes:
            text += signed(part - code)
        last = code
    return text


def value(database, character):
    """What kind of number, 1 any, 2 a digit, 3 a decimal digit, and which; 0 for none."""
    amount = database.numeric(character, None)
    if amount is None:
        return (0, 0, 1)
    kind = 1
    if database.digit(character, None) is not None:
        kind = 2
    if database.decimal(character, None) is not None:
        kind = 3
    fraction = Fraction(amount).limit_denominator(1000)
    assert fraction.numerator / fraction.denominator == amount
    return (kind, fraction.numerator, fraction.denominator)


def numbers(codes, database):
    text, last = "", 0
    for code in codes:
        kind, numerator, denominator = value(database, chr(code))
        text += number(code - last) + number(kind) + signed(numerator) + number(denominator)
        last = code
    return text


def corrections():
    """Characters whose decomposition was corrected after 3.2.0, and what it was."""
    text, last = "", 0
    for code in range(LIMIT):
        old = OLD.normalize("NFD", chr(code))
        if len(old) == 1 and OLD.category(chr(code)) != "Cn":
            if old != unicodedata.normalize("NFD", chr(code)) and old != chr(code):
                text += number(code - last) + number(ord(old))
                last = code
    return text


def names_beyond_characters():
    """The names of aliases and named sequences, by the API that the compiler has for `\\N{…}`."""
    api = ctypes.pythonapi.PyCapsule_GetPointer
    api.restype, api.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    table = api(unicodedata._ucnhash_CAPI, b"unicodedata._ucnhash_CAPI")
    get_name = ctypes.CFUNCTYPE(
        ctypes.c_int, ctypes.c_uint32, ctypes.c_char_p, ctypes.c_int, ctypes.c_int
    )(ctypes.cast(table, ctypes.POINTER(ctypes.c_void_p))[0])
    entries = []
    for code in range(0xF0000, 0xF1000):
        buffer = ctypes.create_string_buffer(300)
        if get_name(code, buffer, 300, 1):
            name = buffer.value.decode()
            codes = " ".join(f"{ord(part):X}" for part in unicodedata.lookup(name))
            entries.append(f"{name}={codes}")
    return ";".join(entries)


def main():
    records, tags = {}, {"": 0}
    new, old = ranges(unicodedata, records), ranges(OLD, records)
    parts = decompositions(tags)
    changed = [c for c in range(LIMIT) if value(unicodedata, chr(c)) != value(OLD, chr(c))]
    changed = [c for c in changed if OLD.category(chr(c)) != "Cn"]
    print("// Generated by Tests/Tools/unicode-tables.py from CPython 3.11. Not to be edited.\n")
    print("/// The data of `unicodedata`; how the numbers are written is said where they come from.")
    print("enum UnicodeTables {")
    literal(
        "records",
        "Category, bidirectional class, combining class, whether mirrored, East Asian width.",
        ";".join(",".join(map(str, entry)) for entry in records),
    )
    literal("ranges", "How far on the properties change, and to which record.", new)
    literal("oldRanges", "The same of Unicode 3.2.0.", old)
    literal("tags", "The tags of decompositions that aren't canonical.", ";".join(tags))
    literal("decompositions", "Distance, tag and whether it composes, count, distances.", parts)
    wanted = [c for c in range(LIMIT) if value(unicodedata, chr(c))[0]]
    literal("numbers", "Distance, kind, numerator, denominator.", numbers(wanted, unicodedata))
    literal("oldNumbers", "Those that differ in Unicode 3.2.0.", numbers(changed, OLD))
    literal("oldDecompositions", "Distance and what 3.2.0 has instead.", corrections())
    literal("moreNames", "Aliases and named sequences.", names_beyond_characters())
    print("}")


main()

"""csv: dialects, reading, writing, and what is refused."""
import csv
import io


def read(lines, **options):
    try:
        reader = csv.reader(lines, **options)
        print(list(reader), reader.line_num)
    except Exception as error:
        print(type(error).__name__, error)


def write(row, **options):
    file = io.StringIO()
    try:
        print(csv.writer(file, **options).writerow(row), ascii(file.getvalue()))
    except Exception as error:
        print(type(error).__name__, error)


for lines in (['a,"b,""c"""\r\n', "", "d\n"], ['"a\n', 'b",c'], ['"a"b'], ['"a'], ["a\nb"], [b"a"]):
    read(lines)
    read(lines, strict=True)
    read(lines, quoting=csv.QUOTE_NONE, escapechar="\\")
read(["a,\\\nb", "c"], escapechar="\\")
read(["1,x"], quoting=csv.QUOTE_NONNUMERIC)
read(["a; b"], delimiter=";", skipinitialspace=True)
for row in (["a", 1, None, "b,c", 'd"e', "f\ng"], [""], [None], [1.5, "x"], 3):
    write(row)
    write(row, quoting=csv.QUOTE_NONNUMERIC)
    write(row, quoting=csv.QUOTE_NONE)
    write(row, doublequote=False, escapechar="\\", lineterminator="!")
csv.register_dialect("bars", delimiter="|", quotechar="'")
print("bars" in csv.list_dialects(), csv.get_dialect("bars").delimiter)
read(["'a|b'|c"], dialect="bars")
for options in ({"delimiter": ""}, {"quotechar": None, "quoting": 0}, {"quoting": 9}, {"other": 1}):
    read([], **options)
print(csv.field_size_limit(3))
read(["abcd"])
print(csv.field_size_limit(131072))

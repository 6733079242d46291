# What options and variables change, seen by programs of their own.
import os
import subprocess
import sys
import tempfile


def run(*arguments, **variables):
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, env=variables)
    print(done.returncode, variables)
    print(done.stdout + done.stderr.replace(sys.executable, "python"))


flags = """if True:
    import sys
    f = sys.flags
    print(f.bytes_warning, f.dev_mode, f.utf8_mode, f.warn_default_encoding,
          f.int_max_str_digits, f.hash_randomization, f.dont_write_bytecode)
    print(sys.get_int_max_str_digits(), sys.pycache_prefix, sys.warnoptions, sys._xoptions)
    """
run("-c", flags)
run("-bb", "-X", "dev", "-X", "utf8", "-B", "-c", flags, PYTHONHASHSEED="0")
run("-R", "-X", "warn_default_encoding", "-c", flags, PYTHONHASHSEED="0")
run("-X", "int_max_str_digits=700", "-X", "pycache_prefix=/x", "-c", flags,
    PYTHONINTMAXSTRDIGITS="900", PYTHONPYCACHEPREFIX="/y")
run("-c", flags, PYTHONINTMAXSTRDIGITS="0", PYTHONPYCACHEPREFIX="/y", PYTHONDEVMODE="1",
    PYTHONWARNDEFAULTENCODING="1", PYTHONUTF8="1")
for option in ("int_max_str_digits", "int_max_str_digits=9", "utf8=2", "tracemalloc=x"):
    run("-X", option, "-c", "1")
run("-c", "1", PYTHONINTMAXSTRDIGITS="no")
run("-c", "1", PYTHONUTF8="7")
run("-c", "1", PYTHONMALLOC="none")
run("--unknown", "1")
run("--check-hash-based-pycs", "maybe", "1")
for option in ("--help", "--help-env", "--help-xoptions", "--help-all"):
    text = subprocess.run([sys.executable, option], capture_output=True, text=True).stdout
    print(option, text.startswith("usage: "), "PYTHONHOME" in text, "-X dev" in text)

compared = """if True:
    print(b"a" == "a", "a" != b"a", b"a" == 1, 1 == b"a", bytearray(b"a") == "a", b"a" == None)
    print(str(b"a"), "%s" % bytearray(b"b"), f"{b'c'}", b"a" < b"b", {"a": 1}.get(b"a"))
    """
run("-W", "ignore", "-c", compared)
run("-bb", "-c", "print(str(b'a'))")
run("-bb", "-c", "print(bytearray(b'a') == 'a')")
run("-bb", "-c", "print({'a': 1}.get(b'a'))")
run("-bb", "-c", "print([b'a' == 1.0, b'a' == None, 'a' in [b'b', 'a']])")
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "opened.py")
    with open(path, "w", encoding="utf-8") as file:
        file.write("not python\nimport io, sys\nprint(__loader__ is not None, sys.argv[1:])\n")
    run("-x", path, "argument")
    opened = f"""if True:
    import io, warnings
    warnings.simplefilter("error")
    for action in (lambda: open({path!r}).close(), lambda: io.TextIOWrapper(io.BytesIO()),
                   lambda: io.text_encoding(None), lambda: open({path!r}, encoding="locale").close(),
                   lambda: io.text_encoding("x")):
        try:
            print(action())
        except EncodingWarning as warning:
            print("EncodingWarning", warning)
    """
    done = subprocess.run([sys.executable, "-X", "warn_default_encoding", "-c", opened],
                          capture_output=True, text=True)
    print(done.stdout, done.stderr)
    with open(os.path.join(folder, "__main__.py"), "w", encoding="utf-8") as file:
        file.write("import sys\nprint(__name__, __package__ == '', sys.path[0] == sys.argv[0])\n")
    subprocess.run([sys.executable, folder])
    os.remove(os.path.join(folder, "__main__.py"))
    done = subprocess.run([sys.executable, folder], capture_output=True, text=True)
    print(done.returncode, done.stderr.replace(folder, "FOLDER"))

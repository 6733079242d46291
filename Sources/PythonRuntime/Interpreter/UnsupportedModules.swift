/// Why an import that failed can't work here, for people: which module it is and what it would need.
enum UnsupportedModules {
    static func explanation(_ name: String) -> String {
        let root = String(name.prefix { $0 != "." })
        if compiled.contains(root) {
            return
                "\(root) needs compiled extensions, which the simulated interpreter can't load"
        }
        if standard.contains(root) {
            return "the standard library's \(root) isn't available in the simulated interpreter yet"
        }
        return "\(root) is not in Python's standard library, and a note can import nothing else"
    }

    /// The packages with compiled parts that notes import most.
    private static let compiled: Set<String> = [
        "numpy", "pandas", "scipy", "matplotlib", "torch", "tensorflow", "sklearn", "cv2", "PIL",
        "jax", "numba", "h5py", "lxml", "psycopg2", "pyarrow", "polars", "xgboost", "lightgbm",
        "skimage", "statsmodels", "spacy", "transformers", "cryptography", "pydantic_core", "grpc",
        "seaborn", "keras", "torchvision", "torchaudio", "cython", "regex", "orjson", "tokenizers",
    ]

    /// `sys.stdlib_module_names` of 3.11, without private modules.
    private static let standard: Set<String> = [
        "abc", "aifc", "argparse", "array", "ast", "asynchat", "asyncio", "asyncore", "atexit",
        "audioop", "base64", "bdb", "binascii", "bisect", "builtins", "bz2", "cProfile",
        "calendar", "cgi", "cgitb", "chunk", "cmath", "cmd", "code", "codecs", "codeop",
        "collections", "colorsys", "compileall", "concurrent", "configparser", "contextlib",
        "contextvars", "copy", "copyreg", "crypt", "csv", "ctypes", "curses", "dataclasses",
        "datetime", "dbm", "decimal", "difflib", "dis", "distutils", "doctest", "email",
        "encodings", "ensurepip", "enum", "errno", "faulthandler", "fcntl", "filecmp",
        "fileinput", "fnmatch", "fractions", "ftplib", "functools", "gc", "genericpath",
        "getopt", "getpass", "gettext", "glob", "graphlib", "grp", "gzip", "hashlib", "heapq",
        "hmac", "html", "http", "idlelib", "imaplib", "imghdr", "imp", "importlib", "inspect",
        "io", "ipaddress", "itertools", "json", "keyword", "lib2to3", "linecache", "locale",
        "logging", "lzma", "mailbox", "mailcap", "marshal", "math", "mimetypes", "mmap",
        "modulefinder", "multiprocessing", "netrc", "nis", "nntplib", "ntpath",
        "nturl2path", "numbers", "opcode", "operator", "optparse", "os", "ossaudiodev",
        "pathlib", "pdb", "pickle", "pickletools", "pipes", "pkgutil", "platform", "plistlib",
        "poplib", "posix", "posixpath", "pprint", "profile", "pstats", "pty", "pwd", "py_compile",
        "pyclbr", "pydoc", "pyexpat", "queue", "quopri", "random", "re", "readline", "reprlib",
        "resource", "rlcompleter", "runpy", "sched", "secrets", "select", "selectors", "shelve",
        "shlex", "shutil", "signal", "site", "smtpd", "smtplib", "sndhdr", "socket",
        "socketserver", "spwd", "sqlite3", "sre_compile", "sre_constants", "sre_parse", "ssl",
        "stat", "statistics", "string", "stringprep", "struct", "subprocess", "sunau", "symtable",
        "sys", "sysconfig", "syslog", "tabnanny", "tarfile", "telnetlib", "tempfile", "termios",
        "textwrap", "this", "threading", "time", "timeit", "tkinter", "token", "tokenize",
        "tomllib", "trace", "traceback", "tracemalloc", "tty", "turtle", "types", "typing",
        "unicodedata", "unittest", "urllib", "uu", "uuid", "venv", "warnings", "wave", "weakref",
        "webbrowser", "wsgiref", "xdrlib", "xml", "xmlrpc", "zipapp", "zipfile", "zipimport",
        "zlib", "zoneinfo",
    ]
}

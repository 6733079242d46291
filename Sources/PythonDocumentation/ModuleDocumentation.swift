/// What native modules tell of themselves: their `__doc__`.
public enum ModuleDocumentation {
    /// The text of a native module; nil for one that tells nothing on CPython, and for any other module.
    public static func text(ofModule name: String) -> StaticString? {
        var name = name
        return name.withUTF8 { wanted in
            for row in rows where row.name.utf8CodeUnitCount == wanted.count {
                // SAFETY: a literal of several characters has a pointer and lives forever.
                let own = UnsafeBufferPointer(start: row.name.utf8Start, count: wanted.count)
                if own.elementsEqual(wanted) { return row.text }
            }
            return nil
        }
    }

    private static let rows: [(name: StaticString, text: StaticString)] = [
        ("_abc", "What abstract base classes keep of their registered classes."),
        ("_bisect", "Places in sorted sequences, found by halving."),
        ("_blake2", "The hashes BLAKE2b and BLAKE2s."),
        (
            "_collections",
            "Containers with a purpose of their own: deque, defaultdict, OrderedDict."
        ),
        ("_contextvars", "Variables whose values depend on the context that code runs in."),
        ("_csv", "Reading and writing of tables whose fields are separated by a character."),
        ("_ctypes", "C data and functions of C libraries."),
        ("_functools", "Functions that make or take functions: partial, reduce, lru_cache."),
        ("_heapq", "Queues by priority: lists in which no item is greater than its two followers."),
        ("_imp", "What importlib needs of the interpreter to find and load modules."),
        ("_io", "Streams of bytes and text: raw, buffered and decoded."),
        ("_opcode", "What the compiler knows of its instructions."),
        ("_operator", "The operators of the language as functions."),
        ("_posixsubprocess", "The start of a child program, for subprocess."),
        ("_queue", "A queue between threads without a limit."),
        ("_random", "The Mersenne Twister behind the module random."),
        ("_signal", "Signals: their numbers, what is done about them, and how they are sent."),
        ("_socket", "Sockets: ends of connections between programs."),
        ("_stat", "The constants and questions about the mode of a file."),
        ("_string", "How format() and string.Formatter take a format apart."),
        ("_struct", "Values as packed bytes in the layout of C, and back."),
        ("_thread", "Threads and locks, the ground of the module threading."),
        ("_tracemalloc", "Where blocks of memory were allocated."),
        ("_typing", "What typing has in native code."),
        ("_warnings", "Warnings and the filters that decide what becomes of them."),
        ("_weakref", "References that keep no object alive."),
        ("array", "Sequences of numbers of one C type, each as many bytes as in C."),
        ("atexit", "Functions that are called when the program ends."),
        ("binascii", "Bytes as text of hexadecimal digits, base 64 and the like, and back."),
        ("builtins", "The functions, types, exceptions and values that need no import."),
        ("cmath", "Mathematical functions of complex numbers."),
        ("errno", "The numbers of the system's errors and their names, both ways."),
        ("faulthandler", "Tracebacks at fatal errors, on a signal or after a time."),
        ("fcntl", "Control of open files and devices, and locks of files."),
        ("gc", "The collector of reference cycles: its switches, thresholds and lists."),
        ("grp", "The groups of users that the system knows."),
        ("itertools", "Iterators made of iterators: counted, chained, cut, combined."),
        ("marshal", "Values as bytes, in the form of compiled modules."),
        ("math", "Mathematical functions of real numbers."),
        ("posix", "What a POSIX system offers to programs; the module os is the way to it."),
        ("pwd", "The users that the system knows."),
        ("select", "Waiting until files and sockets can be read or written."),
        ("sys", "The interpreter itself: its settings, streams, modules and limits."),
        ("time", "Clocks, moments as structures and text, and waiting."),
        ("unicodedata", "The properties of characters, by Unicode 14."),
        ("xxsubtype", "Types that derive from list and dict in native code, as an example."),
    ]
}

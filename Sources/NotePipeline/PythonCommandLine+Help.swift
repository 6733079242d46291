import PythonRuntime

/// What `--help` and its kin print.
extension PythonCommandLine {
    static let usage =
        "usage: \(Host.executable) [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"

    /// The text that is asked for, in ASCII but for the interpreter's path.
    public static func text(of help: Help) -> String {
        switch help {
        case .options: usage + optionsHelp
        case .environment: environmentHelp
        case .implementation: implementationHelp
        case .all: usage + optionsHelp + "\n" + environmentHelp + "\n" + implementationHelp
        }
    }

    private static let optionsHelp = """
        What is run:
        -c cmd   : the code given; nothing after it is an option
        -m mod   : a module of the library, or of sys.path, as a script
        file     : a file
        -        : standard input, as when nothing is named
        arg ...  : sys.argv[1:]

        Options:
        -b       : warn of str(bytes) and of comparing bytes with str or int; -bb: raise
        -B       : write no .pyc files (PYTHONDONTWRITEBYTECODE)
        -d       : sys.flags.debug (PYTHONDEBUG)
        -E       : ignore the variables PYTHON...
        -h, -?, --help : this text
        -i       : sys.flags.interactive
        -I       : isolated: -E, -P and -s
        -O       : leave out assert and __debug__ (PYTHONOPTIMIZE); -OO: docstrings too
        -P       : put no folder of the program before sys.path (PYTHONSAFEPATH)
        -q       : sys.flags.quiet
        -R       : random hashes, whatever PYTHONHASHSEED says
        -s       : leave out the user's site-packages (PYTHONNOUSERSITE)
        -S       : leave out what site adds
        -u       : streams without buffers (PYTHONUNBUFFERED)
        -v       : sys.flags.verbose (PYTHONVERBOSE)
        -V, --version : the version
        -W arg   : a filter of warnings: action:message:category:module:line (PYTHONWARNINGS)
        -x       : leave out the first line of the source
        -X opt   : what --help-xoptions lists
        --check-hash-based-pycs always|default|never : when hashes of sources are checked
        --help-env      : the environment's variables
        --help-xoptions : the options of -X
        --help-all      : all of these texts

        """

    private static let environmentHelp = """
        Variables of the environment:
        PYTHONDEBUG, PYTHONDONTWRITEBYTECODE, PYTHONNOUSERSITE, PYTHONOPTIMIZE, PYTHONSAFEPATH,
        PYTHONUNBUFFERED, PYTHONVERBOSE, PYTHONWARNINGS : as -d, -B, -s, -O, -P, -u, -v, -W
        PYTHONDEVMODE       : development mode
        PYTHONFAULTHANDLER  : as -X faulthandler
        PYTHONHASHSEED      : the seed of hashes, 0 to 4294967295, or random
        PYTHONHOME          : not used; the library is where the interpreter finds it
        PYTHONINTMAXSTRDIGITS : as -X int_max_str_digits
        PYTHONIOENCODING    : encoding[:errors] of the standard streams
        PYTHONMALLOC        : accepted; memory is always that of pymalloc
        PYTHONMALLOCSTATS   : tell of the allocator's arenas
        PYTHONNODEBUGRANGES : as -X no_debug_ranges
        PYTHONPATH          : folders before those of the library in sys.path
        PYTHONPYCACHEPREFIX : as -X pycache_prefix
        PYTHONTRACEMALLOC   : as -X tracemalloc
        PYTHONUTF8          : as -X utf8
        PYTHONWARNDEFAULTENCODING : as -X warn_default_encoding

        """

    private static let implementationHelp = """
        Options of -X:
        -X dev          : all warnings, faulthandler, and checks that cost time
        -X faulthandler : tell where the program was when a signal ends it
        -X frozen_modules=on|off : accepted
        -X int_max_str_digits=N  : the most digits between int and str, from 640; 0 for any
        -X no_debug_ranges : code without columns
        -X pycache_prefix=DIR : where compiled modules are kept
        -X tracemalloc[=N] : trace allocations from the start, with N calls each
        -X utf8[=0|1]   : sys.flags.utf8_mode
        -X warn_default_encoding : warn of text that is opened without an encoding

        """
}

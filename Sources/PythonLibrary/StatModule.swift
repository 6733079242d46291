import PythonRuntime

/// The module `_stat` (`Modules/_stat.c`): the parts of a file's mode, as Linux numbers them.
enum StatModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_stat", functions: kinds + parts)
        for (name, value) in constants { try interpreter.setInt(module.ref, name, value) }
        return module
    }

    private static let constants: [(String, Int)] = [
        ("S_IFDIR", 16384), ("S_IFCHR", 8192), ("S_IFBLK", 24576), ("S_IFREG", 32768),
        ("S_IFIFO", 4096), ("S_IFLNK", 40960), ("S_IFSOCK", 49152), ("S_IFDOOR", 0),
        ("S_IFPORT", 0), ("S_IFWHT", 0), ("S_ISUID", 2048), ("S_ISGID", 1024), ("S_ISVTX", 512),
        ("S_ENFMT", 1024), ("S_IREAD", 256), ("S_IWRITE", 128), ("S_IEXEC", 64),
        ("S_IRWXU", 448), ("S_IRUSR", 256), ("S_IWUSR", 128), ("S_IXUSR", 64), ("S_IRWXG", 56),
        ("S_IRGRP", 32), ("S_IWGRP", 16), ("S_IXGRP", 8), ("S_IRWXO", 7), ("S_IROTH", 4),
        ("S_IWOTH", 2), ("S_IXOTH", 1), ("UF_NODUMP", 1), ("UF_IMMUTABLE", 2), ("UF_APPEND", 4),
        ("UF_OPAQUE", 8), ("UF_NOUNLINK", 16), ("UF_COMPRESSED", 32), ("UF_HIDDEN", 32768),
        ("SF_ARCHIVED", 65536), ("SF_IMMUTABLE", 131072), ("SF_APPEND", 262144),
        ("SF_NOUNLINK", 1048576), ("SF_SNAPSHOT", 2097152), ("ST_MODE", 0), ("ST_INO", 1),
        ("ST_DEV", 2), ("ST_NLINK", 3), ("ST_UID", 4), ("ST_GID", 5), ("ST_SIZE", 6),
        ("ST_ATIME", 7), ("ST_MTIME", 8), ("ST_CTIME", 9),
    ]

    private static let kindMask = 0o170000

    /// A question about the kind of file; 0 for a kind that Linux doesn't have.
    private static func isKind(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ kind: Int
    ) -> RawObject? {
        moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
            let mode = try interpreter.fileMode(argument)
            return interpreter.bool(kind != 0 && mode & kindMask == kind)
        }
    }

    private static let kinds: [NativeModuleFunction] = [
        NativeModuleFunction("S_ISDIR", .oneArgument) { module, arguments, _, _ in
            isKind(module, arguments, 0o040000)
        },
        NativeModuleFunction("S_ISCHR", .oneArgument) { module, arguments, _, _ in
            isKind(module, arguments, 0o020000)
        },
        NativeModuleFunction("S_ISBLK", .oneArgument) { module, arguments, _, _ in
            isKind(module, arguments, 0o060000)
        },
        NativeModuleFunction("S_ISREG", .oneArgument) { module, arguments, _, _ in
            isKind(module, arguments, 0o100000)
        },
        NativeModuleFunction("S_ISFIFO", .oneArgument) { module, arguments, _, _ in
            isKind(module, arguments, 0o010000)
        },
        NativeModuleFunction("S_ISLNK", .oneArgument) { module, arguments, _, _ in
            isKind(module, arguments, 0o120000)
        },
        NativeModuleFunction("S_ISSOCK", .oneArgument) { module, arguments, _, _ in
            isKind(module, arguments, 0o140000)
        },
        NativeModuleFunction("S_ISDOOR", .oneArgument) { module, arguments, _, _ in
            isKind(module, arguments, 0)
        },
        NativeModuleFunction("S_ISPORT", .oneArgument) { module, arguments, _, _ in
            isKind(module, arguments, 0)
        },
        NativeModuleFunction("S_ISWHT", .oneArgument) { module, arguments, _, _ in
            isKind(module, arguments, 0)
        },
    ]

    private static let parts: [NativeModuleFunction] = [
        NativeModuleFunction("S_IMODE", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                try interpreter.makeInt(try interpreter.fileMode(argument) & 0o7777)
            }
        },
        NativeModuleFunction("S_IFMT", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                try interpreter.makeInt(try interpreter.fileMode(argument) & kindMask)
            }
        },
        NativeModuleFunction("filemode", .oneArgument) { module, arguments, _, _ in
            moduleFunction(module, arguments) { interpreter, argument throws(Raised) in
                try interpreter.makeString(text(of: try interpreter.fileMode(argument)))
            }
        },
    ]

    /// A mode as `ls -l` shows it.
    private static func text(of mode: Int) -> String {
        let kind: Character
        switch mode & kindMask {
        case 0o100000: kind = "-"
        case 0o040000: kind = "d"
        case 0o120000: kind = "l"
        case 0o060000: kind = "b"
        case 0o020000: kind = "c"
        case 0o010000: kind = "p"
        case 0o140000: kind = "s"
        default: kind = "?"
        }
        func execution(_ bit: Int, _ special: Int, _ both: Character, _ only: Character)
            -> Character
        {
            if mode & special != 0 { return mode & bit != 0 ? both : only }
            return mode & bit != 0 ? "x" : "-"
        }
        return String([
            kind, mode & 0o400 != 0 ? "r" : "-", mode & 0o200 != 0 ? "w" : "-",
            execution(0o100, 0o4000, "s", "S"), mode & 0o040 != 0 ? "r" : "-",
            mode & 0o020 != 0 ? "w" : "-", execution(0o010, 0o2000, "s", "S"),
            mode & 0o004 != 0 ? "r" : "-", mode & 0o002 != 0 ? "w" : "-",
            execution(0o001, 0o1000, "t", "T"),
        ])
    }
}

extension Interpreter {
    /// A mode, which has 32 bits.
    fileprivate func fileMode(_ object: Ref) throws(Raised) -> Int {
        guard object.isInt else { throw raise(.typeError, "an integer is required") }
        let integer = object.owned()
        let zero = smallInt(0)
        guard let value = integer.ref.intValue, intCompare(integer.ref, zero) >= 0 else {
            let isNegative = intCompare(integer.ref, zero) < 0
            throw raise(
                .overflowError,
                isNegative
                    ? "can't convert negative value to unsigned int"
                    : "Python int too large to convert to C unsigned long")
        }
        guard value <= Int(UInt32.max) else { throw raise(.overflowError, "mode out of range") }
        return value
    }
}

import PythonRuntime
import VirtualSystem

/// What a path argument may be besides a str, bytes and what has `__fspath__`.
struct PathKind: OptionSet {
    let rawValue: Int
    static let descriptor = PathKind(rawValue: 1)
    static let none = PathKind(rawValue: 2)

    /// As complaints list it.
    fileprivate var names: String {
        switch self {
        case [.descriptor, .none]: "string, bytes, os.PathLike, integer or None"
        case .descriptor: "string, bytes, os.PathLike or integer"
        case PathKind.none: "string, bytes, os.PathLike or None"
        default: "string, bytes or os.PathLike"
        }
    }
}

/// A path argument of a function of `posix` (`path_t`).
struct PathArgument: ~Copyable {
    /// What errors name: the argument, or what its `__fspath__` gave.
    let object: Owned
    /// Empty for a descriptor; the working folder for `None`.
    let path: FilePath
    /// Set if a descriptor was given.
    let descriptor: Int?

    /// Whether names found there are given as bytes.
    var givesBytes: Bool { object.ref.isBytes || object.ref.hasBuffer }
}

extension CallValues {
    /// A path argument. A missing one counts as `None`.
    func pathArgument(
        _ index: Int, _ function: StaticString, _ kinds: PathKind = [],
        parameter: StaticString = "path"
    ) throws(Raised) -> PathArgument {
        try interpreter.pathArgument(object(index), function, kinds, parameter: parameter)
    }

    /// The argument `dir_fd`: the number of an open folder, if it is given.
    func folderDescriptor(_ index: Int) throws(Raised) -> Int? {
        guard let value = given(index) else { return nil }
        guard interpreter.isIndex(value) else {
            throw interpreter.raise(
                .typeError,
                "argument should be integer or None, not \(interpreter.typeName(value.type))")
        }
        return try interpreter.pathDescriptor(value)
    }
}

extension Interpreter {
    /// A path argument of a function that names itself and the parameter in its complaint (`path_converter`).
    func pathArgument(
        _ given: Ref, _ function: StaticString, _ kinds: PathKind = [],
        parameter: StaticString = "path"
    ) throws(Raised) -> PathArgument {
        if given.isNone, kinds.contains(.none) {
            return PathArgument(object: given.owned(), path: ".", descriptor: nil)
        }
        if kinds.contains(.descriptor), isIndex(given), !given.isStr, !given.isBytes {
            return PathArgument(
                object: given.owned(), path: FilePath([]), descriptor: try pathDescriptor(given))
        }
        if !given.isStr, !given.isBytes, given.hasBuffer {
            try warn(
                .deprecationWarning,
                "\(function): \(parameter) should be \(kinds.names), not \(typeName(given.type))")
            return PathArgument(
                object: given.owned(),
                path: try pathWithoutNull(
                    try bytesLike(given), function, parameter),
                descriptor: nil)
        }
        if !given.isStr, !given.isBytes {
            let key = try intern("__fspath__")
            guard let raw = try specialMethod(given, key.ref) else {
                throw raise(
                    .typeError,
                    "\(function): \(parameter) should be \(kinds.names), not \(typeName(given.type))"
                )
            }
            Ref(raw).decref()
        }
        let object = try fileSystemPath(given)
        let path = try pathWithoutNull(
            try pathBytes(object.ref), object.ref.isStr ? nil : function, parameter)
        return PathArgument(object: object, path: path, descriptor: nil)
    }

    /// A path of bytes; a function is named in the complaint only when it was given bytes.
    private func pathWithoutNull(
        _ bytes: [UInt8], _ function: StaticString?, _ parameter: StaticString
    ) throws(Raised) -> FilePath {
        if bytes.contains(0) {
            let complaint = function.map { "\($0): embedded null character in \(parameter)" }
            throw raise(.valueError, complaint ?? "embedded null byte")
        }
        return FilePath(bytes)
    }

    /// A descriptor in a path's place (`_fd_converter`).
    func pathDescriptor(_ object: Ref) throws(Raised) -> Int {
        let value = try index(object)
        guard let number: Int32 = fixedWidth(value.ref) else {
            throw raise(
                .overflowError,
                try isNegative(value.ref)
                    ? "fd is less than minimum" : "fd is greater than maximum")
        }
        return Int(number)
    }

    /// The files of the process, for something that names a descriptor in its errors: -1 is no descriptor and no path.
    func withDescriptor<Result>(
        _ argument: borrowing PathArgument, _ number: Int,
        _ body: (OpenDescription) throws(SystemFailure) -> Result
    ) throws(Raised) -> Result {
        try withFiles(argument.object.ref) { files throws(SystemFailure) in
            if number == -1 { throw SystemFailure(14) }
            return try body(try files.description(number))
        }
    }
}

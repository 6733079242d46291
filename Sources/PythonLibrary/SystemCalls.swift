import PythonRuntime
import VirtualSystem

/// The bound arguments of a function of `posix` and its like, read as the kinds its parameters have.
struct CallValues {
    let interpreter: Interpreter
    let values: [Ref?]

    /// Nil when it isn't given or is `None`.
    func given(_ index: Int) -> Ref? {
        values[index].flatMap { $0.isNone ? nil : $0 }
    }

    func object(_ index: Int) -> Ref { values[index] ?? interpreter.none }

    func int(_ index: Int) throws(Raised) -> Int {
        try interpreter.indexValue(object(index), overflow: .overflowError)
    }

    func int(_ index: Int, default value: Int) throws(Raised) -> Int {
        values[index] == nil ? value : try int(index)
    }

    /// An argument of C's type `int`.
    func cInt(_ index: Int) throws(Raised) -> Int { try interpreter.intArgument(object(index)) }

    func cInt(_ index: Int, default value: Int) throws(Raised) -> Int {
        values[index] == nil ? value : try cInt(index)
    }

    /// An `int` of a function that parses its arguments by a format, such as the number of a process.
    func parsedInt(_ index: Int) throws(Raised) -> Int {
        try interpreter.parsedInt(object(index))
    }

    func parsedInt(_ index: Int, default value: Int) throws(Raised) -> Int {
        values[index] == nil ? value : try parsedInt(index)
    }

    /// A place or length in a file (`off_t`).
    func offset(_ index: Int) throws(Raised) -> Int { try interpreter.longArgument(object(index)) }

    /// A number of bytes in memory (`Py_ssize_t`).
    func size(_ index: Int) throws(Raised) -> Int { try interpreter.sizeValue(object(index)) }

    func flag(_ index: Int, default value: Bool) throws(Raised) -> Bool {
        guard let object = values[index] else { return value }
        return try interpreter.isTrue(object)
    }

    func path(_ index: Int) throws(Raised) -> FilePath {
        try interpreter.filePath(object(index))
    }

    /// A descriptor: an int that isn't negative, or an object with `fileno()`.
    func descriptor(_ index: Int) throws(Raised) -> Int {
        try interpreter.descriptorNumber(object(index))
    }
}

/// The body of a module's function with named parameters.
func systemFunction(
    _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
    _ names: RawObject?, _ list: @autoclosure () -> ParameterList,
    _ body: (Interpreter, CallValues) throws(Raised) -> Owned
) -> RawObject? {
    nativeMethod(module, arguments, count, names) { interpreter, _, arguments throws(Raised) in
        let list = list()
        let values = CallValues(
            interpreter: interpreter, values: try interpreter.bind(list, arguments))
        if interpreter.isAudited { try AuditedCall.of("\(list.function)")?.tell(values) }
        return try body(interpreter, values)
    }
}

/// The body of a module's function whose parameters have no names and are all required, and that parses them by a format.
func parsedFunction(
    _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
    _ function: StaticString, _ wanted: Int,
    _ body: (Interpreter, CallValues) throws(Raised) -> Owned
) -> RawObject? {
    nativeMethod(module, arguments, count, nil) { interpreter, _, arguments throws(Raised) in
        try interpreter.checkParsed(function, arguments.count, wanted, wanted)
        let values = CallValues(
            interpreter: interpreter, values: (0..<wanted).map { arguments[$0] as Ref? })
        if interpreter.isAudited { try AuditedCall.of("\(function)")?.tell(values) }
        return try body(interpreter, values)
    }
}

extension Interpreter {
    /// An argument of C's type `long`.
    func longArgument(_ object: Ref) throws(Raised) -> Int {
        let integer = try index(object)
        if let value: Int = fixedWidth(integer.ref) { return value }
        throw raise(.overflowError, "Python int too large to convert to C long")
    }

    /// The low bits of an int of any size (`I` and `k` of `PyArg_Parse`).
    func wordArgument(_ object: Ref) throws(Raised) -> Int {
        let integer = try index(object)
        return Int(truncatingIfNeeded: lowBits(of: integer.ref))
    }

    /// An argument of C's type `int` as formats parse it (`i` of `PyArg_Parse`).
    func parsedInt(_ object: Ref) throws(Raised) -> Int {
        let value = try longArgument(object)
        if Int32(exactly: value) != nil { return value }
        throw raise(
            .overflowError,
            "signed integer is \(value > 0 ? "greater than maximum" : "less than minimum")")
    }

    func raise(_ failure: SystemFailure, path: Ref? = nil, second: Ref? = nil) -> Raised {
        guard let path, let second else {
            return raiseOSError(failure.code, ErrnoModule.text(failure.code), path: path)
        }
        do {
            let number = try makeInt(Int(failure.code))
            let message = try makeString(ErrnoModule.text(failure.code))
            let arguments = try makeTuple([number.ref, message.ref, path, none, second])
            return raise(instance: try makeException(type(.osError), arguments.ref))
        } catch { return error }
    }

    /// Does something with the process's files; a failure raises `OSError` with the path.
    func withFiles<Result>(
        _ path: Ref?, _ body: (VirtualFiles) throws(SystemFailure) -> Result
    ) throws(Raised) -> Result {
        guard let files else { throw raise(.runtimeError, "no host") }
        let result: Result
        do throws(SystemFailure) { result = try body(files) } catch {
            throw raise(error, path: path)
        }
        try handleNotices(files)
        return result
    }

    /// Handles the signals that tell what happens in folders: they come of what the program did just now.
    func handleNotices(_ files: VirtualFiles) throws(Raised) {
        if files.tree.takeNotice() { try handleSignals() }
    }

    func withProcess<Result>(
        _ body: (VirtualProcess) throws(SystemFailure) -> Result
    ) throws(Raised) -> Result {
        guard let process else { throw raise(.runtimeError, "no host") }
        do throws(SystemFailure) { return try body(process) } catch { throw raise(error) }
    }

    func description(_ number: Int) throws(Raised) -> OpenDescription {
        try withFiles(nil) { files throws(SystemFailure) in try files.description(number) }
    }

    /// `_PyObject_AsFileDescriptor`.
    func descriptorNumber(_ object: Ref) throws(Raised) -> Int {
        var number = object.owned()
        if !object.isInt {
            let key = try intern("fileno")
            do throws(Raised) {
                let method = try getAttribute(object, key.ref)
                number = try call(method.ref)
            } catch {
                guard currentExceptionIs(.attributeError) else { throw error }
                clearException()
                throw raise(
                    .typeError, "argument must be an int, or have a fileno() method.")
            }
            if !number.ref.isInt {
                throw raise(.typeError, "fileno() returned a non-integer")
            }
        }
        let value = try intArgument(number.ref)
        if value < 0 {
            throw raise(
                .valueError, "file descriptor cannot be a negative integer (\(value))")
        }
        return value
    }

    /// Whether an int is below 0, of any size.
    func isNegative(_ value: Ref) throws(Raised) -> Bool {
        try compareBool(value, smallInt(0), .less)
    }

    func isFloat(_ object: Ref) -> Bool {
        isSubtype(object.type, type(BuiltinType.float))
    }

    // MARK: Paths

    /// A path argument: a str in UTF-8, bytes, or what its `__fspath__` gives.
    func filePath(_ object: Ref) throws(Raised) -> FilePath {
        let path = try fileSystemPath(object)
        let bytes = try pathBytes(path.ref)
        if bytes.contains(0) { throw raise(.valueError, "embedded null byte") }
        return FilePath(bytes)
    }

    func pathBytes(_ path: Ref) throws(Raised) -> [UInt8] {
        if path.isBytes { return Array(path.bytesBuffer) }
        let encoded = try encode(path, encoding: "utf-8", errors: "surrogateescape")
        return Array(encoded.ref.bytesBuffer)
    }

    /// A path or name as a str.
    func makePath(_ bytes: [UInt8]) throws(Raised) -> Owned {
        if bytes.allSatisfy({ $0 < 0x80 }) {
            return try makeString(String(decoding: bytes, as: UTF8.self))
        }
        let object = try makeBytes(bytes)
        return try decode(object.ref, encoding: "utf-8", errors: "surrogateescape")
    }

    /// As bytes if that's what was given, else as a str.
    func makePath(_ bytes: [UInt8], like given: Ref?) throws(Raised) -> Owned {
        if let given, given.isBytes { return try makeBytes(bytes) }
        return try makePath(bytes)
    }

    // MARK: Descriptors

    /// The bytes of a buffer that can be written to.
    func writableCount(_ object: Ref) throws(Raised) -> Int {
        _ = try copyBytes([], into: object)
        return try bytesLike(object).count
    }

    /// Tries until it gives something, letting others run meanwhile. Nil when it would wait but mustn't, or
    /// when the deadline has passed.
    func whenReady<Result>(
        waits: Bool, until deadline: Int? = nil,
        _ body: @escaping () throws(SystemFailure) -> Result?
    ) throws(Raised) -> Result? {
        let attempt = Attempt(body)
        if !attempt.succeeds(), waits {
            _ = try waitForSystem(until: deadline, isRestartable: deadline == nil) {
                attempt.succeeds()
            }
        }
        if let failure = attempt.failure { throw raise(failure) }
        if let files { try handleNotices(files) }
        return attempt.result
    }

    /// Up to `count` bytes; none at the end; nil if there are none yet and the descriptor doesn't wait.
    func readDescriptor(_ number: Int, _ count: Int) throws(Raised) -> [UInt8]? {
        if count < 0 { throw raise(SystemFailure.invalid) }
        let description = try description(number)
        return try whenReady(waits: !description.isNonblocking) { () throws(SystemFailure) in
            try description.read(count)
        }
    }

    /// Writes as `write(2)` does: all of it where the descriptor waits. Nil if nothing could be.
    func writeDescriptor(_ number: Int, _ bytes: [UInt8]) throws(Raised) -> Int? {
        let description = try description(number)
        var rest = bytes[...]
        repeat {
            let part = rest
            let written = try whenReady(waits: !description.isNonblocking) {
                () throws(SystemFailure) in try description.write(part)
            }
            guard let written else {
                return rest.count == bytes.count ? nil : bytes.count - rest.count
            }
            rest = rest.dropFirst(written)
            if description.isNonblocking { break }
        } while !rest.isEmpty
        return bytes.count - rest.count
    }

    /// Bytes that look random and are the same in every run.
    func entropy(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for _ in 0..<count { bytes.append(UInt8(truncatingIfNeeded: nextEntropy() >> 32)) }
        return bytes
    }

    /// The machine's time when a wait of some seconds is over; nil for a wait without end.
    func deadline(after seconds: Double) -> Int? {
        guard let process, seconds < 9e9 else { return nil }
        return process.machine.clock &+ Int((max(0, seconds) * 1e9).rounded(.up))
    }
}

/// Something that is tried until it gives a result or fails.
private final class Attempt<Result> {
    private let body: () throws(SystemFailure) -> Result?
    private(set) var result: Result?
    private(set) var failure: SystemFailure?

    init(_ body: @escaping () throws(SystemFailure) -> Result?) { self.body = body }

    func succeeds() -> Bool {
        if result != nil || failure != nil { return true }
        do throws(SystemFailure) { result = try body() } catch { failure = error }
        return result != nil || failure != nil
    }
}

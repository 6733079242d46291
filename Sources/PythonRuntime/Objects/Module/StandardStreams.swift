/// How the three text streams of `sys` are made (`PyConfig.stdio_encoding` and the like).
public struct StandardStreamSettings: Equatable, Sendable {
    public var encoding = "utf-8"
    /// How input and output treat what can't be converted; what is written to `sys.stderr` never fails.
    public var errors = "surrogateescape"
    /// Whether nothing waits in a buffer (`-u`).
    public var isUnbuffered = false
    /// Whether what is written shows with each line: at a terminal, and in a note's cells.
    public var showsLines = true

    public init() {}
}

/// `sys.stdin`, `sys.stdout` and `sys.stderr` (`init_sys_streams`, `Python/pylifecycle.c`): text streams over the
/// descriptors 0, 1 and 2.
///
/// They are made with the rare attributes of `sys`: what most programs do with them is `print`, which until then
/// writes to the host itself.
extension Interpreter {
    func addStandardStreams(to dict: Ref) throws(Raised) {
        for (number, key, kept) in [
            (0, "stdin", "__stdin__"), (1, "stdout", "__stdout__"), (2, "stderr", "__stderr__"),
        ] {
            let stream = try makeTextStream(number)
            let name = try intern(key)
            if dictGet(dict, str: name.ref) == nil { try dictSet(dict, name.ref, stream.ref) }
            let keptName = try intern(kept)
            try dictSet(dict, keptName.ref, stream.ref)
        }
    }

    /// A text stream over a descriptor; `None` where that isn't open.
    private func makeTextStream(_ number: Int) throws(Raised) -> Owned {
        guard nativeModules.contains(where: { $0.name == "_io" }) else {
            return try makeStandardStream(number)
        }
        if (try? files?.description(number)) == nil { return none.owned() }
        let settings = programSettings.streams
        let isUnbuffered = settings.isUnbuffered && number > 0
        let module = try importModule("_io")
        let buffer = try makeBinaryStream(module.ref, number, isUnbuffered)
        let maker = try namedAttribute(module.ref, "TextIOWrapper")
        let encoding = try intern(settings.encoding)
        let errors = try intern(number == 2 ? "backslashreplace" : settings.errors)
        let newline = try intern("\n")
        let stream = try call(
            maker.ref,
            [
                buffer.ref, encoding.ref, errors.ref, newline.ref,
                bool(number == 2 || settings.showsLines).ref, bool(isUnbuffered).ref,
            ])
        let key = try intern("mode")
        let mode = try intern(number == 0 ? "r" : "w")
        try setAttribute(stream.ref, key.ref, mode.ref)
        return stream
    }

    private func makeBinaryStream(
        _ module: Ref, _ number: Int, _ isUnbuffered: Bool
    ) throws(Raised) -> Owned {
        let open = try namedAttribute(module, "open")
        let descriptor = try makeInt(number)
        let mode = try intern(number == 0 ? "rb" : "wb")
        let buffering = try makeInt(isUnbuffered ? 0 : -1)
        let buffer = try call(
            open.ref,
            [descriptor.ref, mode.ref, buffering.ref, none, none, none, self.false])
        let raw = isUnbuffered ? buffer.ref.owned() : try namedAttribute(buffer.ref, "raw")
        let key = try intern("name")
        let name = try intern(["<stdin>", "<stdout>", "<stderr>"][number])
        try setAttribute(raw.ref, key.ref, name.ref)
        return buffer
    }
}

/// What the interpreter itself writes.
extension Interpreter {
    /// What `sys` has under a stream's name; nil as long as that is the host's.
    func standardStream(_ key: Ref) throws(Raised) -> Owned? {
        guard let dict = sysDict else { return nil }
        if let stream = dictGet(dict, str: key) { return stream.owned() }
        if !state.pointee.modules.isSysComplete { return nil }
        throw raise(.runtimeError, "lost sys.\(key.text)")
    }

    /// Whether a name of `sys` still leads to the stream that was made for it, or to none yet.
    func isOriginalStream(_ key: WellKnownName) -> Bool {
        guard let dict = sysDict else { return true }
        guard let stream = dictGet(dict, str: name(key)) else {
            return !state.pointee.modules.isSysComplete
        }
        return stream.isStandardStream || stream == originalStream(key)
    }

    /// The stream that was made for a name of `sys`, as that keeps it: `sys.__stdout__`.
    private func originalStream(_ key: WellKnownName) -> Ref? {
        guard state.pointee.modules.isSysComplete, let dict = sysDict,
            let kept = try? intern("__\(key.rawValue)__")
        else { return nil }
        return dictGet(dict, str: kept.ref)
    }

    /// Writes a str to `sys.stdout`, whatever it is; to none if it is `None`.
    func writeToStandardOutput(_ text: Ref) throws(Raised) {
        var found = try standardStream(name(.stdout))
        if found == nil, !text.strIsASCII, hasSurrogates(text) {
            // How these are written is the stream's part.
            try completeSys()
            found = try standardStream(name(.stdout))
        }
        guard let stream = found else { return writeToHost(stream: 1, str: text) }
        if stream.ref.isNone { return }
        if stream.ref.isStandardStream {
            return writeToHost(stream: stream.ref.standardStreamNumber, str: text)
        }
        _ = try callMethod(stream.ref, name(.write), text)
    }

    /// To `sys.stderr`, whatever it is now.
    public func writeToStandardError(_ text: String) {
        if isOriginalStream(.stderr), !state.pointee.modules.hasForeignStreams {
            flushOriginalStreams()
            return writeToHost(stream: 2, text)
        }
        do throws(Raised) {
            guard let stream = try standardStream(name(.stderr)), !stream.ref.isNone else { return }
            let words = try makeString(text)
            _ = try callMethod(stream.ref, name(.write), words.ref)
        } catch { clearException() }
    }

    // MARK: What waits in them

    /// Writes what waits in the streams that were made at first, whatever `sys` has now: at the end of a run, however
    /// it ended. A failure isn't told.
    func flushOriginalStreams() {
        for key in [WellKnownName.stdout, .stderr] {
            guard let stream = originalStream(key)?.owned() else { continue }
            let kept = takeException()
            do throws(Raised) { try flush(stream.ref) } catch { clearException() }
            if let kept { state.pointee.errors.current = kept }
        }
    }

    /// Writes what waits in `sys.stdout` and `sys.stderr` at the program's end; whether all could be written
    /// (`flush_std_files`).
    func flushStreamsAtEnd() -> Bool {
        var isWhole = true
        for key in [WellKnownName.stdout, .stderr] {
            do throws(Raised) {
                guard let stream = try standardStream(name(key)) else { continue }
                do throws(Raised) { try flush(stream.ref) } catch {
                    guard key == .stdout else { throw error }
                    reportUnraisable(in: stream.ref)
                    isWhole = false
                }
            } catch { clearException() }
        }
        return isWhole
    }

    private func flush(_ stream: Ref) throws(Raised) {
        if stream.isNone || stream.isStandardStream { return }
        let closed = try intern("closed")
        if let raw = try lookupAttribute(stream, closed.ref) {
            let isClosed = Owned(stealing: raw)
            if try isTrue(isClosed.ref) { return }
        }
        let method = try namedAttribute(stream, "flush")
        _ = try call(method.ref)
    }

    private func hasSurrogates(_ text: Ref) -> Bool {
        let characters = text.characters
        guard characters.kind > 1 else { return false }
        for index in 0..<characters.count where characters[index] >> 11 == 0x1B { return true }
        return false
    }
}

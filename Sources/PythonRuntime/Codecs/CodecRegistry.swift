/// The codecs of an interpreter that aren't part of the language (`Python/codecs.c`): search functions,
/// codecs found, error handlers. All are made when first needed, and owned.
public struct CodecState {
    /// A list of search functions.
    var searchFunctions: RawObject?
    /// A dict from normalised names to codecs.
    var found: RawObject?
    /// A dict from names to error handlers.
    var errorHandlers: RawObject?
}

extension Interpreter {
    /// `codecs.register`.
    public func registerCodecSearch(_ function: Ref) throws(Raised) {
        guard function.type.pointee.tp_call != nil else {
            throw raise(.typeError, "argument must be callable")
        }
        try listAppend(try codecSearchFunctions(), function)
    }

    /// `codecs.unregister`: forgets all codecs found as well.
    public func unregisterCodecSearch(_ function: Ref) throws(Raised) {
        let searches = try codecSearchFunctions()
        for index in 0..<searches.itemCount where searches.listItem(index) == function {
            if let found = state.pointee.codecs.found { dictClear(Ref(found)) }
            let kept = try makeList()
            for other in 0..<searches.itemCount where other != index {
                try listAppend(kept.ref, searches.listItem(other))
            }
            state.pointee.codecs.searchFunctions = kept.take()
            searches.decref()
            return
        }
    }

    /// The search functions; the first use imports the library's `encodings`, which registers its own.
    private func codecSearchFunctions() throws(Raised) -> Ref {
        if let known = state.pointee.codecs.searchFunctions { return Ref(known) }
        let list = try makeList().take()
        state.pointee.codecs.searchFunctions = list
        state.pointee.codecs.found = try makeDict().take()
        do throws(Raised) {
            _ = try importModule("encodings")
        } catch {
            guard currentExceptionIs(.importError) else { throw error }
            clearException()
        }
        return Ref(list)
    }

    /// The codec of a name (`_PyCodec_Lookup`): from the cache, or from the first search function that
    /// knows it.
    public func lookupCodec(_ name: String) throws(Raised) -> Owned {
        let normal = try intern(Self.normalCodecName(name))
        let searches = try codecSearchFunctions()
        if let found = state.pointee.codecs.found,
            let codec = try dictGet(Ref(found), normal.ref)
        {
            return codec.owned()
        }
        var index = 0
        while index < searches.itemCount {
            let search = searches.listItem(index).owned()
            index += 1
            let codec = try call(search.ref, normal.ref)
            if codec.ref.isNone { continue }
            guard codec.ref.isTuple, codec.ref.itemCount == 4 else {
                throw raise(.typeError, "codec search functions must return 4-tuples")
            }
            if let found = state.pointee.codecs.found {
                try dictSet(Ref(found), normal.ref, codec.ref)
            }
            return codec
        }
        throw raise(.lookupError, "unknown encoding: \(name)")
    }

    /// Lower-case, with each run of other characters than letters, digits and dots as one underscore.
    static func normalCodecName(_ name: String) -> String {
        var result: [UInt8] = []
        var isPending = false
        for byte in name.utf8 {
            let lower = byte >= 65 && byte <= 90 ? byte | 0x20 : byte
            let isKept =
                (lower >= 97 && lower <= 122) || (lower >= 48 && lower <= 57) || lower == 46
            guard isKept else {
                isPending = true
                continue
            }
            if isPending, !result.isEmpty { result.append(95) }
            isPending = false
            result.append(lower)
        }
        return String(decoding: result, as: UTF8.self)
    }

    // MARK: Converting with a codec of the registry

    /// `codecs.encode` and `codecs.decode`, between any types; `which` is the codec's item.
    public func convertWithCodec(
        _ object: Ref, _ encoding: String, _ errors: Ref?, _ which: CodecDirection
    ) throws(Raised) -> Owned {
        let codec = try lookupCodec(encoding)
        return try apply(codec.ref, encoding, object, errors, which)
    }

    private func apply(
        _ codec: Ref, _ encoding: String, _ object: Ref, _ errors: Ref?, _ which: CodecDirection
    ) throws(Raised) -> Owned {
        let result: Owned
        do throws(Raised) {
            let function = codec.tupleItem(which.place).owned()
            result = try call(function.ref, [object] + (errors.map { [$0] } ?? []))
        } catch {
            throw chainCodecFailure(which.activity, encoding)
        }
        guard result.ref.isTuple, result.ref.itemCount == 2 else {
            throw raise(.typeError, "\(which.noun) must return a tuple (object, integer)")
        }
        return result.ref.tupleItem(0).owned()
    }

    /// `str.encode` and `bytes.decode` with a codec of the registry, which must be one between text and
    /// bytes.
    func convertText(
        _ object: Ref, _ encoding: String, _ errors: String, _ which: CodecDirection
    ) throws(Raised) -> Owned {
        let codec = try lookupCodec(encoding)
        if !codec.ref.isExactly(.tuple) {
            let mark = try intern("_is_text_encoding")
            if let raw = try lookupAttribute(codec.ref, mark.ref) {
                let flag = Owned(stealing: raw)
                guard try isTrue(flag.ref) else {
                    throw raise(
                        .lookupError,
                        "'\(encoding)' is not a text encoding; use codecs.\(which.verb)() to handle arbitrary codecs"
                    )
                }
            }
        }
        let handler = try makeString(errors)
        let result = try apply(
            codec.ref, encoding, object, errors == "strict" ? nil : handler.ref, which)
        switch which {
        case .encoding:
            if result.ref.isBytes { return result }
            if result.ref.isByteArray {
                try warn(
                    .runtimeWarning,
                    "encoder \(encoding) returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary types"
                )
                return try makeBytes(result.ref.bytesBuffer)
            }
        case .decoding:
            if result.ref.isStr { return result }
        }
        throw raise(
            .typeError,
            "'\(encoding)' \(which.noun) returned '\(typeName(result.ref.type))' instead of '\(which.result)'; use codecs.\(which.verb)() to \(which.verb) to arbitrary types"
        )
    }

    /// Makes the exception of a codec the cause of one that names the codec, if it is of a kind that
    /// can be made from a text (`_PyErr_TrySetFromCause`).
    func chainCodecFailure(_ activity: String, _ encoding: String) -> Raised {
        guard state.pointee.limits.stop == .none, let raw = state.pointee.errors.current else {
            return Raised()
        }
        let exception = Ref(raw)
        let type = exception.type
        let arguments = exception.exception.pointee.args.map { Ref($0) }
        let isPlain =
            hasPlainSize(type) && hasNoState(exception, arguments)
            && hasPlainConstruction(type)
        guard isPlain else { return Raised() }
        do throws(Raised) {
            let text = try str(exception).text
            let name = shortTypeName(type)
            let message = try makeString(
                "\(activity) with '\(encoding)' codec failed (\(name): \(text))")
            let tuple = try makeTuple([message.ref])
            let replacement = try makeException(type, tuple.ref)
            // Made before the old exception is let go, which becomes cause and context.
            let cause = Owned(stealing: takeException() ?? none.owned().take())
            let fields = replacement.ref.exception
            setField(&fields.pointee.cause, cause.ref)
            setField(&fields.pointee.context, cause.ref)
            fields.pointee.suppress_context = true
            return reraise(replacement)
        } catch { return error }
    }

    private func hasNoState(_ exception: Ref, _ arguments: Ref?) -> Bool {
        if let dict = exception.exception.pointee.dict, Ref(dict).dictCount > 0 { return false }
        guard let arguments else { return true }
        return arguments.itemCount == 0
            || (arguments.itemCount == 1 && arguments.tupleItem(0).isExactly(.str))
    }

    /// Whether instances have no room for more than a base exception, but for weak references.
    private func hasPlainSize(_ type: TypePointer) -> Bool {
        let size = self.type(.baseException).pointee.tp_basicsize
        return type.pointee.tp_basicsize == size
            || (type.pointee.tp_weaklistoffset > 0 && type.pointee.tp_basicsize == size + 8)
    }

    /// Whether a type makes its instances as `BaseException` does.
    private func hasPlainConstruction(_ type: TypePointer) -> Bool {
        let base = self.type(.baseException)
        func address<Slot>(_ slot: Slot?) -> UInt {
            slot.map { unsafeBitCast($0 as Slot, to: UInt.self) } ?? 0
        }
        return address(type.pointee.tp_new) == address(base.pointee.tp_new)
            && address(type.pointee.tp_init) == address(base.pointee.tp_init)
    }
}

/// Which of a codec's functions is meant.
public enum CodecDirection: Sendable {
    case encoding, decoding

    var place: Int { self == .encoding ? 0 : 1 }
    var activity: String { self == .encoding ? "encoding" : "decoding" }
    var noun: String { self == .encoding ? "encoder" : "decoder" }
    var verb: String { self == .encoding ? "encode" : "decode" }
    var result: String { self == .encoding ? "bytes" : "str" }
}

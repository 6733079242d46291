/// `aiter` and `anext`.
extension Interpreter {
    static func asyncBuiltins() -> [MethodSpec] {
        [
            MethodSpec("aiter", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, arguments throws(Raised) in
                    try interpreter.asyncIterator(over: arguments[0])
                }
            },
            MethodSpec("anext", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, _, arguments throws(Raised) in
                    try interpreter.checkArguments("anext", arguments.count, 1, 2)
                    return try interpreter.asyncNext(arguments[0], arguments[optional: 1])
                }
            },
        ]
    }

    private func asyncIterator(over iterable: Ref) throws(Raised) -> Owned {
        guard let slot = iterable.type.pointee.tp_as_async?.pointee.am_aiter else {
            throw raise(
                .typeError, "'\(typeName(iterable.type))' object is not an async iterable")
        }
        let iterator = try checked(slot(iterable.raw))
        guard iterator.ref.type.pointee.tp_as_async?.pointee.am_anext != nil else {
            throw raise(
                .typeError,
                "aiter() returned not an async iterator of type "
                    + "'\(typeName(iterator.ref.type))'")
        }
        return iterator
    }

    private func asyncNext(_ iterator: Ref, _ fallback: Ref?) throws(Raised) -> Owned {
        guard let slot = iterator.type.pointee.tp_as_async?.pointee.am_anext else {
            throw raise(
                .typeError, "'\(typeName(iterator.type))' object is not an async iterator")
        }
        let next = try checked(slot(iterator.raw))
        guard let fallback else { return next }
        return try makeAnextAwaitable(next.ref, fallback)
    }
}

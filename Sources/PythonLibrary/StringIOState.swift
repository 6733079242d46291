import PythonRuntime

/// The state of a `StringIO` for `pickle` and `copy`: text, `newline=`, place, attributes.
extension Interpreter {
    func stateOfText(_ stream: Ref) throws(Raised) -> Owned {
        try checkOpenText(stream)
        let text = try valueOfText(stream)
        let place = try makeInt(stream.textStream.pointee.pos)
        let dict = try copyOfStreamDict(stream, StringIOObject.dictOffset)
        return try makeTuple([text.ref, stream.held(88) ?? none, place.ref, dict.ref])
    }

    func setStateOfText(_ stream: Ref, _ state: Ref) throws(Raised) {
        if stream.textStream.pointee.closed {
            throw raise(.valueError, "I/O operation on closed file")
        }
        guard state.isTuple, state.itemCount >= 4 else {
            throw raise(
                .typeError,
                "\(typeName(stream.type)).__setstate__ argument should be 4-tuple, got \(typeName(state.type))"
            )
        }
        try initializeText(stream, state.tupleItem(0), state.tupleItem(1))
        try replaceText(stream, state.tupleItem(0))
        guard state.tupleItem(2).isInt else {
            throw raise(
                .typeError,
                "third item of state must be an integer, got \(typeName(state.tupleItem(2).type))")
        }
        stream.textStream.pointee.pos = try streamPlace(state.tupleItem(2))
        try setStreamDict(stream, StringIOObject.dictOffset, state.tupleItem(3), item: "fourth")
    }
}

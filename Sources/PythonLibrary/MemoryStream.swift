import PythonRuntime

/// What streams in memory give to `pickle` and take from it, besides what is in them.
extension Interpreter {
    /// A copy of the stream's attributes, or None if there never were any.
    func copyOfStreamDict(_ stream: Ref, _ offset: Int) throws(Raised) -> Owned {
        guard let dict = stream.held(offset) else { return none.owned() }
        return try dictCopy(dict)
    }

    /// A place in a stream, as a state has it.
    func streamPlace(_ value: Ref) throws(Raised) -> Int {
        let place = try indexValue(value, overflow: .overflowError)
        if place < 0 { throw raise(.valueError, "position value cannot be negative") }
        return place
    }

    /// Adds a state's attributes to those of the stream.
    func setStreamDict(
        _ stream: Ref, _ offset: Int, _ attributes: Ref, item: String
    ) throws(Raised) {
        if attributes.isNone { return }
        guard attributes.isDict else {
            throw raise(
                .typeError,
                "\(item) item of state should be a dict, got a \(typeName(attributes.type))")
        }
        if let known = stream.held(offset) {
            try dictUpdate(known, attributes)
        } else {
            stream.hold(offset, attributes.owned())
        }
    }
}

/// Binding the arguments of native functions that take keywords (`Python/getargs.c`).
extension Interpreter {
    /// The arguments in the order of `parameters`, borrowed, nil where none was given.
    public func bindArguments(
        _ function: StaticString, _ parameters: [StaticString], required: Int,
        _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int, _ names: Ref?
    ) throws(Raised) -> [Ref?] {
        var values = [Ref?](repeating: nil, count: parameters.count)
        guard count <= parameters.count else {
            throw raise(
                .typeError,
                "\(function)() takes at most \(parameters.count) argument\(parameters.count == 1 ? "" : "s") (\(count + (names?.itemCount ?? 0)) given)"
            )
        }
        for index in 0..<count { values[index] = argument(arguments, index) }
        for index in 0..<(names?.itemCount ?? 0) {
            guard let names else { break }
            let key = names.tupleItem(index)
            guard let position = parameters.firstIndex(where: { key.isASCIIText($0) }) else {
                throw raise(
                    .typeError,
                    "'\(key.text)' is an invalid keyword argument for \(function)()")
            }
            guard values[position] == nil else {
                throw raise(
                    .typeError,
                    "argument for \(function)() given by name ('\(key.text)') and position (\(position + 1))"
                )
            }
            values[position] = argument(arguments, count + index)
        }
        for position in 0..<required where values[position] == nil {
            throw raise(
                .typeError,
                "\(function)() missing required argument '\(parameters[position])' (pos \(position + 1))"
            )
        }
        return values
    }
}

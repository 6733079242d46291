/// Binding the arguments of native functions that take keywords (`Python/getargs.c`).
extension Interpreter {
    /// The arguments in the order of `parameters`, borrowed, nil where none was given.
    public func bindArguments(
        _ function: StaticString, _ parameters: [StaticString], required: Int,
        _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int, _ names: Ref?
    ) throws(Raised) -> [Ref?] {
        if names == nil, count >= required, count <= parameters.count {
            var values = [Ref?](repeating: nil, count: parameters.count)
            for index in 0..<count { values[index] = argument(arguments, index) }
            return values
        }
        return try bind(
            ParameterList(
                function: function, names: parameters, required: required,
                maximumPositional: parameters.count),
            Arguments(start: arguments, count: count, names: names))
    }
}

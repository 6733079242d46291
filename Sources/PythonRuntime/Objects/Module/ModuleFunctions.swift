/// The body of a module's function, which is called with the module as `self`.
public func moduleFunction(
    _ module: RawObject?, _ body: (Interpreter) throws(Raised) -> Owned
) -> RawObject? {
    guard let module else { return nil }
    return slotResult { () throws(Raised) in try body(Interpreter(containing: module)) }
}

/// The body of a module's function of one argument.
public func moduleFunction(
    _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?,
    _ body: (Interpreter, Ref) throws(Raised) -> Owned
) -> RawObject? {
    guard let module, let argument = arguments?[0] else { return nil }
    return slotResult { () throws(Raised) in
        try body(Interpreter(containing: module), Ref(argument))
    }
}

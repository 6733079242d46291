/// Uses of a reference that no variable holds.
///
/// The value of a call that is only read through `.ref`, as in `use(make().ref)`, is released before `use`
/// begins: the borrow ends with `.ref`. So a temporary is passed itself, to one of these, or bound to a
/// `let` first, which lives to the end of its scope.
extension Owned {
    /// The text of a str.
    public var text: String { ref.text }
}

extension Interpreter {
    /// Sets a key, of which the caller needs nothing more, to a value.
    public func dictSet(
        _ dict: Ref, _ key: borrowing Owned, _ value: Ref
    ) throws(Raised) {
        try dictSet(dict, key.ref, value)
    }
}

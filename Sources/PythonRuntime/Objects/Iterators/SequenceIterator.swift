/// The iterator over anything with `__getitem__` (`Objects/iterobject.c`) (owner: containers).
extension Interpreter {
    public func makeSequenceIterator(_ sequence: Ref) throws(Raised) -> Owned {
        preconditionFailure("owner: containers")
    }
}

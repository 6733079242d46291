import PythonBytecode
extension Interpreter {
    func makeSet() throws(Raised) -> Owned { throw raiseUnsupported("sets") }
    func setAdd(_ a: Ref, _ b: Ref) throws(Raised) { throw raiseUnsupported("sets") }
    func setUpdate(_ a: Ref, _ b: Ref) throws(Raised) { throw raiseUnsupported("sets") }
    func dictUpdate(_ a: Ref, _ b: Ref) throws(Raised) { throw raiseUnsupported("dictUpdate") }
    func listExtend(_ a: Ref, _ b: Ref) throws(Raised) { throw raiseUnsupported("listExtend") }
    func makeSlice(_ a: Ref, _ b: Ref, _ c: Ref) throws(Raised) -> Owned {
        throw raiseUnsupported("slices")
    }
    func positive(_ a: Ref) throws(Raised) -> Owned { throw raiseUnsupported("+") }
    func negative(_ a: Ref) throws(Raised) -> Owned { throw raiseUnsupported("-") }
    func invert(_ a: Ref) throws(Raised) -> Owned { throw raiseUnsupported("~") }
    func makeComplex(real: Double, imaginary: Double) throws(Raised) -> Owned {
        throw raiseUnsupported("complex")
    }
    func makeFrozenSet(_ a: Ref) throws(Raised) -> Owned { throw raiseUnsupported("frozenset") }
    func joinStrings(_ a: UnsafeMutablePointer<RawObject?>, _ n: Int) throws(Raised) -> Owned {
        throw raiseUnsupported("f-strings")
    }
    func binaryOperation(_ o: BinaryOperation, _ a: Ref, _ b: Ref) throws(Raised) -> Owned {
        throw raiseUnsupported("operators")
    }
}

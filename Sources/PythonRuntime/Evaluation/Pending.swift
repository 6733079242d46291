import PythonBytecode
extension Interpreter {
    func positive(_ a: Ref) throws(Raised) -> Owned { throw raiseUnsupported("+") }
    func negative(_ a: Ref) throws(Raised) -> Owned { throw raiseUnsupported("-") }
    func invert(_ a: Ref) throws(Raised) -> Owned { throw raiseUnsupported("~") }
    func makeComplex(real: Double, imaginary: Double) throws(Raised) -> Owned {
        throw raiseUnsupported("complex")
    }
    func joinStrings(_ a: UnsafeMutablePointer<RawObject?>, _ n: Int) throws(Raised) -> Owned {
        throw raiseUnsupported("f-strings")
    }
    func binaryOperation(_ o: BinaryOperation, _ a: Ref, _ b: Ref) throws(Raised) -> Owned {
        throw raiseUnsupported("operators")
    }
}

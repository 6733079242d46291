import PythonBytecode
import HeapTrace
extension InterpreterSession {
  public func run(_ unit: CodeUnit) -> RunOutcome { .finished }
  public func report(_ failure: CompileFailure, filename: String) -> RaisedReport { .init(typeName: failure.typeName, message: failure.message, traceback: "", line: failure.line) }
}

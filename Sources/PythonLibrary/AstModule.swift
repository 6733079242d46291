import PythonRuntime

/// The module `_ast` (`Python/Python-ast.c`): the classes of syntax trees. The runtime has them, since
/// `compile` makes trees and takes them.
enum AstModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        try interpreter.makeNodeModule()
    }
}

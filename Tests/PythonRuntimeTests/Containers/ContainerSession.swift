@testable import PythonRuntime

/// An interpreter for tests of the containers, with shorthands; `checkHeap` after each test is the caller's.
struct ContainerSession {
    let session: InterpreterSession
    var interpreter: Interpreter { session.interpreter }

    init() throws {
        session = try InterpreterSession(host: Host(write: { _, _ in }))
    }

    func int(_ value: Int) throws -> Owned { try interpreter.makeInt(value) }

    func text(_ object: Ref) throws -> String { try interpreter.repr(object).ref.text }

    /// `getsizeof` of an object that is collected.
    func size(_ object: Ref) throws -> Int {
        let method = interpreter.lookup(
            object.type, try interpreter.makeString("__sizeof__").ref)
        guard let method else { return -1 }
        let size = try interpreter.call(method, object)
        return (size.ref.intValue ?? 0) + 16
    }
}

@testable import PythonRuntime

/// An interpreter for tests of the containers, with shorthands.
struct ContainerSession {
    let session: InterpreterSession
    var interpreter: Interpreter { session.interpreter }

    init() throws {
        session = try InterpreterSession(host: Host(write: { _, _ in }))
    }

    func append(_ list: Ref, _ value: Int) throws {
        let item = try interpreter.makeInt(value)
        try interpreter.listAppend(list, item.ref)
    }

    func set(_ dict: Ref, _ key: Int, _ value: Int) throws {
        let key = try interpreter.makeInt(key)
        let value = try interpreter.makeInt(value)
        try interpreter.dictSet(dict, key.ref, value.ref)
    }

    func set(_ dict: Ref, _ key: String) throws {
        let key = try interpreter.makeString(key)
        try interpreter.dictSet(dict, key.ref, key.ref)
    }

    func text(_ object: Ref) throws -> String {
        let text = try interpreter.repr(object)
        return text.ref.text
    }

    /// `getsizeof` of an object.
    func size(_ object: Ref) -> Int { interpreter.sizeof(object) }
}

@testable import PythonRuntime

/// A session whose `__main__` is filled by hand, statement by statement.
final class Namespace {
    let session: InterpreterSession
    let recorder: HeapRecorder
    var interpreter: Interpreter { session.interpreter }

    init() throws {
        session = try InterpreterSession(host: Host(write: { _, _ in }))
        recorder = HeapRecorder(session)
    }

    deinit { recorder.stop() }

    var names: Ref {
        get throws {
            guard let main = interpreter.state.pointee.modules.main,
                let dict = interpreter.moduleDict(Ref(main))
            else { throw NoMain() }
            return dict
        }
    }

    /// `name = value`.
    func assign(_ name: String, _ value: consuming Owned) throws {
        let key = try interpreter.intern(name)
        try interpreter.dictSet(names, key.ref, value.ref)
    }

    /// `del name`.
    func delete(_ name: String) throws {
        let key = try interpreter.intern(name)
        _ = try interpreter.dictRemove(names, key.ref)
    }

    func value(_ name: String) throws -> Ref {
        let key = try interpreter.intern(name)
        guard let value = interpreter.dictGet(try names, str: key.ref) else { throw NoMain() }
        return value
    }

    /// Runs statements, one a line, as a cell.
    func cell(_ statements: () throws -> Void...) throws -> CellRecording {
        recorder.beginCell(filename: "note.md")
        for (index, statement) in statements.enumerated() {
            recorder.beginStatement(line: index + 1)
            try statement()
        }
        return recorder.endCell(includingMap: true)
    }
}

struct NoMain: Error {}

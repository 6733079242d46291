import Glibc
import PythonBytecode
import VirtualSystem

/// What an interactive interpreter needs of its session: prompts, lines of standard input, and the exception that was
/// shown last (`PyRun_InteractiveLoopFlags`, `Python/pythonrun.c`).
extension InterpreterSession {
    /// The two prompts: before a statement, and before a further line of one.
    public enum Prompt: String, Sendable { case first = "ps1", further = "ps2" }

    /// From now on uncaught exceptions are those of someone who looks on: they are kept as `sys.last_value` and the
    /// like. With `showsExit` so is `SystemExit`, which then doesn't end anything.
    public func lookOn(showsExit: Bool) {
        interpreter.state.pointee.modules.keepsLastException = true
        interpreter.state.pointee.modules.showsExit = showsExit
    }

    /// Sets the prompts of `sys` that aren't set.
    public func preparePrompts() {
        do throws(Raised) {
            try interpreter.completeSys()
            guard let dict = interpreter.sysDict else { return }
            for (prompt, text) in [(Prompt.first, ">>> "), (.further, "... ")] {
                let key = try interpreter.intern(prompt.rawValue)
                if interpreter.dictGet(dict, str: key.ref) != nil { continue }
                let value = try interpreter.makeString(text)
                try interpreter.dictSet(dict, key.ref, value.ref)
            }
        } catch { interpreter.clearException() }
    }

    /// The text of a prompt, `str()` of what a program set; empty where that fails.
    public func text(of prompt: Prompt) -> String {
        var text = ""
        let session = self
        let outcome = runGuarded {
            session.runNatively { interpreter throws(Raised) in
                guard let dict = interpreter.sysDict else { return }
                let key = try interpreter.intern(prompt.rawValue)
                guard let value = interpreter.dictGet(dict, str: key.ref) else { return }
                let kept = value.owned()
                do throws(Raised) {
                    let words = try interpreter.str(kept.ref)
                    text = words.ref.text
                } catch {
                    guard interpreter.state.pointee.limits.stop == .none else { throw error }
                    interpreter.clearException()
                }
            }
        }
        if case .finished = outcome { return text }
        return ""
    }

    /// A line of standard input with its line feed, empty at the end; or how waiting for one ended the run.
    public func readInputLine() -> Result<[UInt8], InputFailure> {
        var line: [UInt8] = []
        let session = self
        let outcome = runGuarded {
            session.runNatively { interpreter throws(Raised) in
                line = try interpreter.readStandardInputLine()
            }
        }
        if case .finished = outcome { return .success(line) }
        return .failure(InputFailure(outcome: outcome))
    }

    /// What a program that waited for input ended with instead.
    public struct InputFailure: Error {
        public var outcome: RunOutcome
    }

    /// What Python says of a file that can't be opened: an `OSError`.
    public func report(_ failure: SystemFailure, opening path: String) -> RaisedReport {
        let outcome = runNatively { interpreter throws(Raised) in
            let number = try interpreter.makeInt(Int(failure.code))
            let message = try interpreter.makeString(String(cString: strerror(failure.code)))
            let name = try interpreter.makeString(path)
            let arguments = try interpreter.makeTuple([number.ref, message.ref, name.ref])
            throw interpreter.raise(
                instance: try interpreter.makeException(
                    interpreter.type(.osError), arguments.ref))
        }
        if case .raised(let report) = outcome { return report }
        return RaisedReport(typeName: "OSError", message: path, traceback: "", line: nil)
    }

    /// The text of an attribute of `sys`, as `version`.
    public func sysText(_ name: String) -> String? {
        guard let dict = interpreter.sysDict, let key = try? interpreter.intern(name),
            let value = interpreter.dictGet(dict, str: key.ref), value.isStr
        else { return nil }
        return value.text
    }

    /// Whether the process goes on after what ran last: `os._exit` or a signal may have ended it.
    public var isAlive: Bool { !interpreter.hasEndedProcess && !hasCrashed }

    /// Starts the import system before the program does, for one that looks at what that sets.
    public func startImports() {
        do throws(Raised) {
            guard interpreter.state.pointee.modules.importlib == nil else { return }
            let name = try interpreter.intern("importlib")
            try interpreter.startImportlib(for: name.ref)
        } catch { interpreter.clearException() }
    }

    /// Runs a `.pyc` file as the program (`run_pyc_file`).
    public func runCompiled(_ file: [UInt8]) -> RunOutcome {
        let session = self
        return runGuarded {
            session.runNatively { interpreter throws(Raised) in
                let code = try interpreter.loadCompiledProgram(file)
                guard let main = interpreter.state.pointee.modules.main,
                    let globals = interpreter.moduleDict(Ref(main))
                else { throw interpreter.raise(.systemError, "lost __main__") }
                _ = try interpreter.run(code: code.ref, globals: globals)
            }
        }
    }
}

extension Interpreter {
    fileprivate func loadCompiledProgram(_ file: [UInt8]) throws(Raised) -> Owned {
        guard CompiledFile.hasMagicNumber(file), file.count >= CompiledFile.headerSize else {
            throw raise(.runtimeError, "Bad magic number in .pyc file")
        }
        do throws(Raised) {
            let code = try unmarshal(Array(file.dropFirst(CompiledFile.headerSize)))
            if code.ref.isExactly(.code) { return code }
        } catch { clearException() }
        throw raise(.runtimeError, "Bad code object in .pyc file")
    }

    fileprivate func readStandardInputLine() throws(Raised) -> [UInt8] {
        guard let description = try? files?.description(0) else { return [] }
        var line: [UInt8] = []
        while line.last != 0x0A {
            let byte: [UInt8]?
            do throws(SystemFailure) { byte = try description.read(1) } catch { break }
            if let byte {
                if byte.isEmpty { break }
                line += byte
                continue
            }
            _ = try waitForSystem { !description.readiness.isEmpty }
        }
        return line
    }
}

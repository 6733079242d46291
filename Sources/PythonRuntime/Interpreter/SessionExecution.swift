import PythonBytecode

/// Running code from outside the runtime: what the pipeline calls.
extension InterpreterSession {
    public func setInstructionLimit(_ count: Int) {
        interpreter.setInstructions(count)
        instructionLimit = count
    }

    /// What was counted since the limit was set.
    public var instructionsUsed: Int {
        instructionLimit - interpreter.remainingInstructions
    }

    /// Bytes of live blocks from which on an allocation fails with `MemoryError`.
    public func setMemoryLimit(_ bytes: Int) {
        interpreter.state.pointee.limits.memoryLimit = bytes
    }

    /// Sets `sys.argv` to what words from outside mean.
    func setArguments(_ arguments: [[UInt8]]) {
        do throws(Raised) {
            let list = try interpreter.makeList()
            for argument in arguments {
                let text = try interpreter.makeSystemString(argument)
                try interpreter.listAppend(list.ref, text.ref)
            }
            guard let sys = interpreter.state.pointee.modules.sys,
                let dict = interpreter.moduleDict(Ref(sys))
            else { return }
            let key = try interpreter.intern("argv")
            try interpreter.dictSet(dict, key.ref, list.ref)
        } catch { interpreter.clearException() }
    }
}

extension InterpreterSession {
    /// Makes a unit's objects. What an earlier run left raised or stopped is forgotten.
    public func load(_ unit: CodeUnit, holding: LoadedCode.Holding) -> Result<
        LoadedCode, LoadFailure
    > {
        interpreter.state.pointee.limits.stop = .none
        do throws(Raised) {
            let code = try interpreter.makeCode(unit)
            return .success(
                LoadedCode(interpreter, code, filename: unit.filename, holding: holding))
        } catch {
            return .failure(LoadFailure(outcome: takeOutcome(filename: unit.filename)))
        }
    }

    /// Why a unit's objects couldn't be made.
    public struct LoadFailure: Error {
        public var outcome: RunOutcome
    }

    /// Runs loaded code in `__main__`, once, and drops the code object.
    public func run(_ loaded: LoadedCode) -> RunOutcome {
        if DeepStack.isCurrent { return runHere(loaded) }
        let session = self
        return runGuarded(filename: loaded.filename) { session.runHere(loaded) }
    }

    private func runHere(_ loaded: LoadedCode) -> RunOutcome {
        let outcome = runNatively(filename: loaded.filename) { interpreter throws(Raised) in
            guard let main = interpreter.state.pointee.modules.main,
                let globals = interpreter.moduleDict(Ref(main)), let code = loaded.code
            else { throw interpreter.raise(.systemError, "lost __main__") }
            _ = try interpreter.run(code: Ref(code), globals: globals)
        }
        loaded.releaseCode()
        return outcome
    }

    /// Compiles a source whose encoding only the program's codecs know, and runs it in `__main__`.
    public func run(_ request: CompileRequest) -> RunOutcome {
        let session = self
        return runGuarded(filename: request.filename) {
            session.runNatively(filename: request.filename) { interpreter throws(Raised) in
                guard let main = interpreter.state.pointee.modules.main,
                    let globals = interpreter.moduleDict(Ref(main))
                else { throw interpreter.raise(.systemError, "lost __main__") }
                let code = try interpreter.compiled(request)
                _ = try interpreter.run(code: code.ref, globals: globals)
            }
        }
    }

    /// Runs something on a deep stack, so that the program may break its heap and nothing else with it.
    func runGuarded(filename: String = "", _ body: @escaping () -> RunOutcome) -> RunOutcome {
        let told = OutcomeBox()
        let isWhole = FaultGuard.run(self) { told.outcome = body() }
        return isWhole ? told.outcome ?? .finished : crashOutcome(filename: filename)
    }

    /// What a program does at its end: it waits for the threads that aren't daemons, and calls the functions
    /// of `atexit`, and takes its modules apart. An outcome only if a limit ended that (`Py_FinalizeEx`).
    public func finish() -> RunOutcome? {
        if interpreter.hasEndedProcess { return nil }
        let told = OutcomeBox()
        let session = self
        // What the program did to the heap shows at the latest when all of it is taken apart.
        guard interpreter.accessesMemory else {
            DeepStack.run { told.outcome = session.finishHere() }
            return told.outcome
        }
        let isWhole = FaultGuard.run(self) { told.outcome = session.finishHere() }
        return isWhole ? told.outcome : crashOutcome(filename: "")
    }

    private func finishHere() -> RunOutcome? {
        interpreter.state.pointee.limits.nativeDepthLimit =
            DeepStack.isCurrent ? DeepStack.levels : DeepStack.levelsElsewhere
        interpreter.callAtEnd("threading", "_shutdown")
        do throws(Raised) { try interpreter.runExitFunctions() } catch {
            // A limit ended it, as the state tells.
        }
        let isWhole = interpreter.flushStreamsAtEnd()
        if interpreter.state.pointee.limits.stop == .none { interpreter.finalizeModules() }
        interpreter.flushOriginalStreams()
        if interpreter.state.pointee.memory.reportsArenas { interpreter.reportAllocators() }
        if interpreter.state.pointee.limits.stop != .none { return takeOutcome(filename: "") }
        return isWhole ? nil : .exited(status: 120, message: nil)
    }

    /// Runs something on this thread, whose stack is deep if there is one, and writes what then waits in the standard
    /// streams.
    func runNatively(
        filename: String = "", _ body: (Interpreter) throws(Raised) -> Void
    ) -> RunOutcome {
        interpreter.state.pointee.limits.nativeDepthLimit =
            DeepStack.isCurrent ? DeepStack.levels : DeepStack.levelsElsewhere
        interpreter.state.pointee.limits.stop = .none
        let outcome: RunOutcome
        do throws(Raised) {
            try body(interpreter)
            outcome = .finished
        } catch { outcome = takeOutcome(filename: filename) }
        if !interpreter.hasEndedProcess { interpreter.flushOriginalStreams() }
        return outcome
    }

    /// Loads and runs a unit, by default as a script is.
    public func run(_ unit: CodeUnit, holding: LoadedCode.Holding = .arena) -> RunOutcome {
        let session = self
        return runGuarded(filename: unit.filename) {
            switch session.load(unit, holding: holding) {
            case .success(let loaded): return session.runHere(loaded)
            case .failure(let failure): return failure.outcome
            }
        }
    }

    /// The `SyntaxError` that a rejected source amounts to, as CPython would print it.
    public func report(_ failure: CompileFailure, filename: String) -> RaisedReport {
        _ = interpreter.raise(failure, filename: filename)
        switch takeOutcome(filename: filename) {
        case .raised(let report), .limit(let report), .unsupported(let report),
            .crashed(let report):
            return report
        case .finished, .exited:
            return RaisedReport(
                typeName: failure.typeName, message: failure.message, traceback: "",
                line: failure.line)
        }
    }

    /// Takes the exception that ended a run out of the state and puts it into words.
    func takeOutcome(filename: String) -> RunOutcome {
        let reason = interpreter.state.pointee.limits.stop
        // What ends a run ends all of its threads.
        if reason != .none, !hasCrashed { interpreter.endOtherThreads() }
        interpreter.state.pointee.limits.stop = .none
        guard let raw = interpreter.takeException() else { return .finished }
        let exception = Owned(stealing: raw)
        if reason == .exit || reason == .host, let ending = endedProcess() { return ending }
        if reason == .none, interpreter.isInstance(exception.ref, .systemExit),
            !interpreter.state.pointee.modules.showsExit
        {
            return exit(exception.ref)
        }
        if reason == .none, interpreter.showsExceptionsItself {
            interpreter.showUncaught(exception.ref)
            return .raised(
                RaisedReport(
                    typeName: interpreter.shortTypeName(exception.ref.type), message: "",
                    traceback: "", line: nil))
        }
        var report = interpreter.report(exception.ref, filename: filename)
        switch reason {
        case .none: break
        case .instructions, .host, .exit:
            report.rename("LimitError")
            return .limit(report)
        case .deadlock:
            report.rename("DeadlockError")
            return .limit(report)
        case .segmentationFault:
            report.rename("SegmentationFault")
            endedByFault = true
            return .crashed(report)
        case .unsupported:
            report.rename("UnsupportedError")
            return .unsupported(report)
        }
        if let module = interpreter.missingModule(exception.ref),
            let explanation = UnsupportedModules.explanation(
                module, hasLibrary: interpreter.hostLibrary != nil)
        {
            report.rename("UnsupportedError", explanation)
            return .unsupported(report)
        }
        return .raised(report)
    }

    /// How the process ended, if it did so without leaving the program: by `os._exit` or a signal.
    private func endedProcess() -> RunOutcome? {
        guard let process = interpreter.process else { return nil }
        if let signal = process.killingSignal {
            return .exited(status: 128 + Int32(truncatingIfNeeded: signal), message: nil)
        }
        return process.exitStatus.map {
            .exited(status: Int32(truncatingIfNeeded: $0), message: nil)
        }
    }

    /// `SystemExit`: nothing and `None` mean 0, an int is the status, anything else is a message.
    private func exit(_ exception: Ref) -> RunOutcome {
        let code: Owned?
        do throws(Raised) {
            code = try interpreter.getAttribute(exception, interpreter.name(.code))
        } catch {
            interpreter.clearException()
            return .exited(status: 0, message: nil)
        }
        guard let code, !code.ref.isNone else { return .exited(status: 0, message: nil) }
        if code.ref.isInt {
            return .exited(status: Int32(truncatingIfNeeded: code.ref.intValue ?? -1), message: nil)
        }
        let message = interpreter.printableText(of: code.ref)
        if interpreter.state.pointee.modules.hasForeignStreams {
            interpreter.writeToStandardError(message + "\n")
            return .exited(status: 1, message: nil)
        }
        return .exited(status: 1, message: message)
    }
}

extension Interpreter {
    /// Calls a function of a module if the program has imported that; what it raises is only reported.
    fileprivate func callAtEnd(_ module: String, _ function: String) {
        guard state.pointee.limits.stop == .none, let modules = state.pointee.modules.modules,
            let key = try? intern(module), let found = dictGet(Ref(modules), str: key.ref),
            !found.isNone
        else { return }
        let kept = found.owned()
        do throws(Raised) {
            let callable = try namedAttribute(kept.ref, function)
            _ = try call(callable.ref)
        } catch {
            guard state.pointee.limits.stop == .none else { return }
            reportUnraisable(in: kept.ref)
        }
    }
}

extension RaisedReport {
    /// Puts Heapnote's own name, and perhaps its own words, in place of the exception's.
    fileprivate mutating func rename(_ name: String, _ message: String? = nil) {
        typeName = name
        if let message { self.message = message }
        var lines = traceback.split(separator: "\n", omittingEmptySubsequences: false)
        // The last line is empty, since the text ends in a line feed.
        if lines.count >= 2 {
            lines[lines.count - 2] = "\(name): \(self.message)"[...]
        }
        traceback = lines.joined(separator: "\n")
    }
}

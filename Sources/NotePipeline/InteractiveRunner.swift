import PythonBytecode
import PythonRuntime

/// The interactive interpreter: statements typed in, each run as soon as it is whole
/// (`PyRun_InteractiveLoopFlags`, `Python/pythonrun.c`).
///
/// CPython's tokenizer asks for a further line when the parser wants another token. Here the lines so far are compiled
/// after each one, the way the library's `codeop` does it, and a source that only lacks its end asks for more. A line
/// that is empty ends a block.
struct InteractiveRunner {
    let session: InterpreterSession
    let options: PythonCommandLine.Options
    /// Takes what is written to standard error.
    let report: (String) -> Void
    /// The future features that statements switched on.
    private var features: CodeFlags = []

    private static let filename = "<stdin>"

    init(
        _ session: InterpreterSession, _ options: PythonCommandLine.Options,
        report: @escaping (String) -> Void
    ) {
        self.session = session
        self.options = options
        self.report = report
    }

    /// What came of reading and compiling a statement.
    private enum Statement {
        case code(CodeUnit, [SourceWarning])
        case failure(CompileFailure)
        /// A source of an encoding that only the program's codecs know.
        case encoded(CompileRequest)
        case empty
        /// Standard input is at its end.
        case end
        /// Waiting for input ended the run, or was interrupted.
        case outcome(RunOutcome)
    }

    /// Runs statements to the end of standard input; what ended them.
    mutating func run() -> RunOutcome {
        session.preparePrompts()
        session.lookOn(showsExit: false)
        while true {
            let outcome: RunOutcome
            switch readStatement() {
            case .end: return .finished
            case .empty: continue
            case .outcome(let ending): outcome = ending
            case .failure(let failure): outcome = refuse(failure)
            case .encoded(let request): outcome = session.run(request)
            case .code(let unit, let warnings): outcome = execute(unit, warnings)
            }
            switch outcome {
            case .finished: continue
            case .raised(let raised):
                if !raised.traceback.isEmpty { report(raised.traceback) }
                if !session.isAlive { return outcome }
            case .exited, .limit, .crashed, .unsupported: return outcome
            }
        }
    }

    private mutating func execute(_ unit: CodeUnit, _ warnings: [SourceWarning]) -> RunOutcome {
        features.formUnion(unit.flags.intersection(.futures))
        if let ending = session.warn(of: warnings, filename: Self.filename) { return ending }
        return session.run(unit)
    }

    private func refuse(_ failure: CompileFailure) -> RunOutcome {
        if let ending = session.warn(of: failure.warnings, filename: Self.filename) {
            return ending
        }
        return .raised(session.report(failure, filename: Self.filename))
    }

    // MARK: Reading

    /// Reads lines until they are a statement, or can't become one.
    private func readStatement() -> Statement {
        var source: [UInt8] = []
        while true {
            report(session.text(of: source.isEmpty ? .first : .further))
            let line: [UInt8]
            switch session.readInputLine() {
            case .success(let read): line = read
            case .failure(let failure):
                if case .raised = failure.outcome { report("\n") }
                return .outcome(failure.outcome)
            }
            guard !line.isEmpty else {
                report("\n")
                return source.isEmpty ? .end : statement(compile(source))
            }
            if source.isEmpty, Self.isBlank(line) { return .empty }
            // To CPython's tokenizer lines are C strings.
            source += line.prefix { $0 != 0 }
            if line.contains(0) { continue }
            // A line that the end of input cut short may go on as well as not.
            guard line.last == 0x0A else { continue }
            if let statement = whole(source, endsBlock: line == [0x0A]) { return statement }
        }
    }

    /// The statement that the lines so far are; nil if they lack an end.
    private func whole(_ source: [UInt8], endsBlock: Bool) -> Statement? {
        guard endsBlock else { return wholeLine(source) }
        if source.allSatisfy({ $0 == 0x0A || $0 == 0x5C }) { return .empty }
        let final = compile(source)
        guard case .failure(let failure) = final.reply else { return statement(final) }
        // An empty line is what a block lacks, and nothing to a bracket, a string or a line that goes on.
        return Self.isOpen(failure) ? nil : statement(final)
    }

    /// The same behind a line that isn't empty. A statement that is whole without its line feed needs nothing more; one
    /// that isn't may have begun a block, or be wrong, which shows with the line feed.
    private func wholeLine(_ source: [UInt8]) -> Statement? {
        var request = self.request(source.dropLast())
        request.allowsIncompleteInput = true
        request.impliesDedents = false
        let reply = CellCompiler.reply(to: request)
        guard case .failure = reply else { return statement(reply, request) }
        return refusal(of: source)
    }

    /// What is wrong with lines, if it isn't that they lack an end.
    private func refusal(of source: [UInt8]) -> Statement? {
        var request = self.request(source)
        request.allowsIncompleteInput = true
        request.impliesDedents = false
        guard case .failure(let failure) = CellCompiler.reply(to: request),
            failure.message != Self.incompleteInput
        else { return nil }
        return statement(compile(source))
    }

    private static let incompleteInput = "incomplete input"

    private static func isOpen(_ failure: CompileFailure) -> Bool {
        failure.message.hasSuffix("was never closed")
            || failure.message.hasPrefix("unterminated triple-quoted")
            || failure.message == "unexpected EOF while parsing"
    }

    /// Blanks, and perhaps a comment: nothing to run.
    private static func isBlank(_ line: [UInt8]) -> Bool {
        guard let first = line.first(where: { ![0x20, 0x09, 0x0C, 0x0D].contains($0) }) else {
            return false
        }
        return first == 0x0A || first == 0x23 && line.last == 0x0A
    }

    // MARK: Compiling

    private func request(_ source: some Sequence<UInt8>) -> CompileRequest {
        let bytes = Array(source)
        var request = CompileRequest(
            source: bytes, filename: Self.filename, mode: .single, features: features,
            optimizationLevel: min(2, options.optimize))
        request.isTyped = true
        request.isText = String(validating: bytes, as: UTF8.self) != nil
        request.decimalDigitLimit = options.digitLimit ?? request.decimalDigitLimit
        return request
    }

    private func compile(_ source: [UInt8]) -> (reply: CompileReply, request: CompileRequest) {
        let request = self.request(source)
        return (CellCompiler.reply(to: request), request)
    }

    private func statement(_ made: (reply: CompileReply, request: CompileRequest)) -> Statement {
        statement(made.reply, made.request)
    }

    private func statement(_ reply: CompileReply, _ request: CompileRequest) -> Statement {
        switch reply {
        case .code(let unit, let warnings): .code(unit, warnings)
        case .failure(let failure): .failure(failure)
        case .encoded: .encoded(request)
        case .tree, .unavailable: .empty
        }
    }
}

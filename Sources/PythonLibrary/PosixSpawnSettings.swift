import PythonRuntime
import VirtualSystem

/// What `posix_spawn` is to do to a child before its program runs.
struct SpawnSettings {
    let values: CallValues
    let function: String

    private var interpreter: Interpreter { values.interpreter }

    func apply(to child: VirtualProcess) throws(Raised) {
        if values.values[4] != nil {
            let group = try values.cInt(4)
            child.group = group == 0 ? child.number : group
        }
        if let resets = values.values[5], !resets.isInt {
            throw interpreter.raise(
                .typeError,
                "'\(interpreter.typeName(resets.type))' object cannot be interpreted as an integer")
        }
        if try values.flag(6, default: false) {
            child.session = child.number
            child.group = child.number
        }
        if values.values[7] != nil {
            child.blockedSignals = Set(try signals(values.object(7)))
        }
        if values.values[8] != nil {
            for signal in try signals(values.object(8)) {
                child.dispositions[signal] = nil
            }
        }
        if values.values[9] != nil { try checkScheduler(values.object(9)) }
        if values.given(3) != nil { try applyActions(values.object(3), to: child) }
    }

    private func signals(_ set: Ref) throws(Raised) -> [Int] {
        let items = try interpreter.makeTuple(from: set)
        var result: [Int] = []
        for index in 0..<items.ref.itemCount {
            let number = try interpreter.indexValue(
                items.ref.tupleItem(index), overflow: .overflowError)
            guard (1...64).contains(number) else {
                throw interpreter.raise(
                    .valueError, "signal number \(number) out of range [1; 64]")
            }
            result.append(number)
        }
        return result
    }

    private func checkScheduler(_ pair: Ref) throws(Raised) {
        guard pair.isTuple, pair.itemCount == 2 else {
            throw interpreter.raise(
                .typeError, "A scheduler tuple must have two elements")
        }
        if !pair.tupleItem(0).isNone {
            _ = try interpreter.indexValue(pair.tupleItem(0), overflow: .overflowError)
        }
        guard pair.tupleItem(1).type == interpreter.type(.schedulingParameter) else {
            throw interpreter.raise(.typeError, "must have a sched_param object")
        }
    }

    // MARK: Descriptors

    private func applyActions(_ actions: Ref, to child: VirtualProcess) throws(Raised) {
        let items: Owned
        do throws(Raised) { items = try interpreter.makeTuple(from: actions) } catch {
            guard interpreter.currentExceptionIs(.typeError) else { throw error }
            interpreter.clearException()
            throw interpreter.raise(
                .typeError, "file_actions must be a sequence or None")
        }
        for index in 0..<items.ref.itemCount {
            try apply(items.ref.tupleItem(index), to: child)
        }
    }

    private func apply(_ action: Ref, to child: VirtualProcess) throws(Raised) {
        guard action.isTuple, action.itemCount > 0 else {
            throw interpreter.raise(
                .typeError, "Each file_actions element must be a non-empty tuple")
        }
        let kind =
            action.tupleItem(0).isInt
            ? try interpreter.indexValue(action.tupleItem(0), overflow: .overflowError) : -1
        switch kind {
        case 0: try open(action, child)
        case 1:
            let number = try numbers(action, 1, "A close file_action tuple must have 2 elements")[0]
            try perform { () throws(SystemFailure) in try child.files.close(number) }
        case 2:
            let pair = try numbers(action, 2, "A dup2 file_action tuple must have 3 elements")
            try perform { () throws(SystemFailure) in
                if pair[0] == pair[1] {
                    try child.files.setClosesOnStart(pair[0], false)
                } else {
                    try child.files.duplicate(pair[0], to: pair[1], closesOnStart: false)
                }
            }
        default:
            throw interpreter.raise(.typeError, "Unknown file_actions identifier")
        }
    }

    private func numbers(
        _ action: Ref, _ count: Int, _ message: String
    ) throws(Raised) -> [Int] {
        guard action.itemCount == count + 1 else { throw interpreter.raise(.typeError, message) }
        var result: [Int] = []
        for index in 1...count {
            let number = try interpreter.indexValue(
                action.tupleItem(index), overflow: .overflowError)
            result.append(number)
        }
        return result
    }

    private func open(_ action: Ref, _ child: VirtualProcess) throws(Raised) {
        guard action.itemCount == 5 else {
            throw interpreter.raise(
                .typeError, "A open file_action tuple must have 5 elements")
        }
        let number = try interpreter.indexValue(action.tupleItem(1), overflow: .overflowError)
        let path = try interpreter.filePath(action.tupleItem(2))
        let flags = try interpreter.indexValue(action.tupleItem(3), overflow: .overflowError)
        let mode = try interpreter.indexValue(action.tupleItem(4), overflow: .overflowError)
        try perform { () throws(SystemFailure) in
            let opened = try child.files.open(path, flags: flags, permissions: mode)
            if opened == number {
                try child.files.setClosesOnStart(number, false)
            } else {
                try child.files.duplicate(opened, to: number, closesOnStart: false)
                try child.files.close(opened)
            }
        }
    }

    private func perform(_ body: () throws(SystemFailure) -> Void) throws(Raised) {
        do throws(SystemFailure) { try body() } catch {
            throw interpreter.raise(error, path: values.object(0))
        }
    }
}

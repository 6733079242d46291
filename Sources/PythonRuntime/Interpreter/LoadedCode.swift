import PythonBytecode

/// A code unit as an object of the heap, held from outside the runtime until it is dropped.
///
/// CPython makes the objects of all constants when it parses, and its syntax tree holds a reference to
/// each of them for as long as the tree lives: to the end of a script, or of a notebook's cell. That
/// shows in refcounts and in the order blocks are handed out, so it is done here too.
public final class LoadedCode {
    /// Which constants the tree holds.
    public enum Holding: Sendable {
        /// CPython's arena holds folded constants too (`Parser/pegen.c`, `Python/ast_opt.c`).
        case arena
        /// The tree of a notebook's cell, an object itself, holds only what stands in the source.
        case literals
        /// Code that was compiled before, as a `.pyc` file holds it: there is no tree.
        case nothing
    }

    let interpreter: Interpreter
    /// Owned until `releaseCode`.
    private(set) var code: RawObject?
    let filename: String
    /// Owned.
    private var held: [RawObject] = []

    init(_ interpreter: Interpreter, _ code: consuming Owned, filename: String, holding: Holding) {
        self.interpreter = interpreter
        self.filename = filename
        let raw = code.take()
        self.code = raw
        if holding != .nothing { hold(Ref(raw), holding) }
    }

    private func hold(_ code: Ref, _ holding: Holding) {
        let constants = Ref(code.fields(PyCodeObject.self).pointee.co_consts)
        for index in 0..<constants.itemCount {
            let constant = constants.tupleItem(index)
            if constant.isExactly(.code) {
                hold(constant, holding)
            } else if !isJoined(constant, constants) {
                hold(constant: constant, holding)
            }
        }
    }

    /// A constant, and those it was folded of.
    private func hold(constant: Ref, _ holding: Holding) {
        if isHeld(constant, holding) {
            constant.incref()
            held.append(constant.raw)
            note(constant.raw, isHeld: true)
        }
        guard constant.isExactly(.tuple) else { return }
        for index in 0..<constant.itemCount { hold(constant: constant.tupleItem(index), holding) }
    }

    /// Whether a tuple was joined from constants by the compiler, as that of a function's defaults is: the
    /// tree never had it, and its items are constants of the code beside it.
    private func isJoined(_ constant: Ref, _ constants: Ref) -> Bool {
        guard constant.isExactly(.tuple), constant.itemCount > 0 else { return false }
        for index in 0..<constant.itemCount {
            let item = constant.tupleItem(index)
            let others = 0..<constants.itemCount
            guard others.contains(where: { constants.tupleItem($0) == item }) else { return false }
        }
        return true
    }

    private func isHeld(_ constant: Ref, _ holding: Holding) -> Bool {
        if constant.isNone || constant == interpreter.ellipsis || constant.isExactly(.bool) {
            return false
        }
        switch holding {
        case .arena: return true
        case .nothing: return false
        case .literals: return !constant.isExactly(.tuple) && !constant.isExactly(.frozenset)
        }
    }

    /// Drops the code object, as when it has run; the tree's references stay.
    func releaseCode() {
        if let code { Ref(code).decref() }
        code = nil
    }

    deinit {
        releaseCode()
        for constant in held {
            note(constant, isHeld: false)
            Ref(constant).decref()
        }
    }

    /// Tells the recorder, whose pictures say who holds what.
    private func note(_ constant: RawObject, isHeld: Bool) {
        interpreter.state.pointee.recording.recorder?.takeUnretainedValue()
            .noteLiteral(constant, isHeld: isHeld)
    }
}

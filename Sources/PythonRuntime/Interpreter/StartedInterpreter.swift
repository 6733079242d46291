/// An interpreter fresh from start-up, which a session takes over and gives a host.
///
/// Starting is the same for every program, so it can be done ahead, and on another thread.
public struct StartedInterpreter: ~Copyable, @unchecked Sendable {
    // SAFETY: nothing else refers to the interpreter, so it goes from thread to thread as a whole.
    let interpreter: Interpreter

    /// Everything from a reserved address space to the modules `builtins`, `sys` and `__main__`.
    public init(hashKey: HashKey = HashKey()) throws(InterpreterSession.StartError) {
        guard let base = AddressSpace.reserve() else { throw .noAddressSpace }
        let started = Interpreter(containing: base)
        started.state.initialize(to: InterpreterState())
        started.state.pointee.strings.hashKey = hashKey
        do throws(Raised) {
            try started.start()
        } catch _ {
            let text = started.describeStartFailure()
            AddressSpace.release(base)
            throw .failed(text)
        }
        interpreter = started
    }

    /// The interpreter, whose memory is now the receiver's.
    consuming func take() -> Interpreter {
        let interpreter = self.interpreter
        discard self
        return interpreter
    }

    deinit { AddressSpace.release(interpreter.base) }
}

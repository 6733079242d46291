/// What the interpreter does with a signal the moment it comes, whatever the program is doing: the C handlers of
/// `faulthandler`. It runs on the thread of whoever sent the signal, with the machine's turn.
open class NativeSignalHandler {
    public init() {}

    /// Takes a signal of the process whose handler it is.
    open func handle(_ signal: Int) {}
}

extension VirtualProcess {
    /// What is to be done at a moment of the machine's clock, in nanoseconds, and again after each interval if that
    /// isn't 0. Who waits for something goes on waiting.
    public struct Watch {
        var deadline: Int
        var interval: Int
        var action: () -> Void

        public init(deadline: Int, interval: Int, action: @escaping () -> Void) {
            self.deadline = deadline
            self.interval = interval
            self.action = action
        }
    }
}

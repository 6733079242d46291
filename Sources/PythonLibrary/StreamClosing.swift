import PythonRuntime

/// What the streams' `close` have in common.
extension Interpreter {
    /// Does the second also where the first fails. Both failures are told: that of the first is the context of
    /// the second's, or comes afterwards.
    func doBoth(
        _ first: () throws(Raised) -> Void, _ second: () throws(Raised) -> Void
    ) throws(Raised) {
        var failure: RawObject?
        do throws(Raised) { try first() } catch { failure = takeException() }
        do throws(Raised) { try second() } catch {
            if let failure { linkException("__context__", Owned(stealing: failure)) }
            throw error
        }
        if let failure { throw reraise(Owned(stealing: failure)) }
    }

    /// Calls a stream's own `flush`.
    @discardableResult
    func callFlush(_ stream: Ref) throws(Raised) -> Owned {
        let flush = try intern("flush")
        return try callMethod(stream, flush.ref)
    }

    /// Lets the stream below one that is dropped say so; what comes of it doesn't matter.
    func callDeallocationWarning(_ below: Ref, about stream: Ref) {
        do throws(Raised) {
            let key = try intern("_dealloc_warn")
            _ = try callMethod(below, key.ref, stream)
        } catch { clearException() }
    }
}

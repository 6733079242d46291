/// Where coroutines come from, and what is said of those that nobody awaited.
extension Interpreter {
    /// `cr_origin`: the places of the calls that led to a new coroutine, the innermost first, as many as
    /// `sys.set_coroutine_origin_tracking_depth` asks for (`compute_cr_origin`).
    func setOrigin(of coroutine: Ref, from frame: FramePointer?) throws(Raised) {
        let depth = state.pointee.asyncHooks.originDepth
        guard depth > 0 else { return }
        let places = try makeList()
        var current = visibleFrame(from: frame)
        while let frame = current, places.ref.itemCount < depth {
            let code = frame.code.pointee
            let line = try frame.currentLine.map { line throws(Raised) in
                try makeInt(line).take()
            }
            let kept = Owned(stealing: line ?? none.owned().take())
            let place = try makeTuple([Ref(code.co_filename), kept.ref, Ref(code.co_name)])
            try listAppend(places.ref, place.ref)
            current = visibleFrame(from: frame.pointee.previous)
        }
        let origin = try makeTuple(from: places.ref)
        setField(&coroutine.generator.pointee.gi_origin_or_finalizer, origin.ref)
    }

    /// Warns of a coroutine that goes away without having run (`_PyErr_WarnUnawaitedCoroutine`).
    func warnUnawaited(_ coroutine: Ref) {
        let pending = takeException()
        var isTold = false
        do throws(Raised) {
            if let raw = try warningsAttribute("_warn_unawaited_coroutine", importing: true) {
                let function = Owned(stealing: raw)
                _ = try call(function.ref, coroutine)
                isTold = true
            }
        } catch {
            isTold = currentExceptionIs(.runtimeWarning)
            reportUnraisable(in: coroutine)
        }
        if !isTold { warnUnawaitedPlainly(coroutine) }
        if let pending { _ = reraise(Owned(stealing: pending)) }
    }

    /// The warning when the function of the module `warnings` isn't there, or fails.
    private func warnUnawaitedPlainly(_ coroutine: Ref) {
        let name = Ref(coroutine.generator.pointee.gi_qualname).text
        do throws(Raised) {
            try warn(.runtimeWarning, "coroutine '\(name)' was never awaited")
        } catch { reportUnraisable(in: coroutine) }
    }
}

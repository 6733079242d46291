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
        do throws(Raised) {
            guard let warn = try unawaitedWarning() else {
                writeUnawaitedWarning(coroutine)
                if let pending { _ = reraise(Owned(stealing: pending)) }
                return
            }
            let function = Owned(stealing: warn)
            if function.ref.isNone {
                warnUnawaitedPlainly(coroutine)
            } else {
                _ = try call(function.ref, coroutine)
            }
        } catch {
            let isTold = currentExceptionIs(.runtimeWarning)
            reportUnraisable(in: coroutine)
            if !isTold { warnUnawaitedPlainly(coroutine) }
        }
        if let pending { _ = reraise(Owned(stealing: pending)) }
    }

    /// The warning when the function of the module `warnings` isn't there, or fails.
    private func warnUnawaitedPlainly(_ coroutine: Ref) {
        let name = Ref(coroutine.generator.pointee.gi_qualname).text
        do throws(Raised) {
            try warn(.runtimeWarning, "coroutine '\(name)' was never awaited")
        } catch { reportUnraisable(in: coroutine) }
    }

    /// The function of the module `warnings`, `None` where it has none; nil where that can't be imported.
    private func unawaitedWarning() throws(Raised) -> RawObject? {
        let module: Owned
        do throws(Raised) {
            let name = try intern("warnings")
            let importFunction = try builtinFunction("__import__")
            module = try call(importFunction.ref, name.ref)
        } catch {
            clearException()
            return nil
        }
        let name = try intern("_warn_unawaited_coroutine")
        return try lookupAttribute(module.ref, name.ref) ?? none.owned().take()
    }

    /// The warning as it is shown when there is no module `warnings`.
    private func writeUnawaitedWarning(_ coroutine: Ref) {
        let name = Ref(coroutine.generator.pointee.gi_qualname).text
        var text = "RuntimeWarning: coroutine '\(name)' was never awaited\n"
        if let frame = visibleFrame(from: state.pointee.evaluation.currentFrame),
            let line = frame.currentLine
        {
            let filename = Ref(frame.code.pointee.co_filename).text
            text = "\(filename):\(line): " + text
            if let source = sourceLine(filename, line) {
                text += "  \(source.drop { $0 == " " || $0 == "\t" || $0 == "\u{0c}" })\n"
            }
        }
        text.withUTF8 { bytes in
            state.pointee.host?.takeUnretainedValue().write(2, UnsafeRawBufferPointer(bytes))
        }
    }
}

/// A warning that is to be shown, its parts borrowed.
struct ShownWarning {
    let category: Ref
    let text: Ref
    let warning: Ref
    let filename: Ref
    let line: Ref
    let sourceLine: Ref?
    let source: Ref?
}

/// Showing warnings: the library's `warnings` does it, with its hooks, once it is imported; plain lines on `sys.stderr`
/// otherwise.
extension Interpreter {
    /// Hands a warning to `warnings._showwarnmsg` (`call_show_warning`). What has a source needs the module, which tells
    /// where that was allocated.
    func showWarning(_ shown: ShownWarning) throws(Raised) {
        let raw = try warningsAttribute("_showwarnmsg", importing: shown.source != nil)
        guard let raw else { return showPlainly(shown) }
        let show = Owned(stealing: raw)
        if show.ref.type.pointee.tp_call == nil {
            throw raise(.typeError, "warnings._showwarnmsg() must be set to a callable")
        }
        guard let rawClass = try warningsAttribute("WarningMessage") else {
            throw raise(.runtimeError, "unable to get warnings.WarningMessage")
        }
        let messageClass = Owned(stealing: rawClass)
        let message = try call(
            messageClass.ref,
            [
                shown.warning, shown.category, shown.filename, shown.line, none, none,
                shown.source ?? none,
            ])
        _ = try call(show.ref, message.ref)
    }

    /// The place, the category and the text, and the line of the source (`show_warning`). What fails is forgotten.
    private func showPlainly(_ shown: ShownWarning) {
        do throws(Raised) {
            let category = try namedAttribute(shown.category, "__name__")
            let filename = try str(shown.filename)
            let text = try str(shown.text)
            let name = try str(category.ref)
            let number = shown.line.intValue ?? 0
            writeToStandardError(
                "\(filename.ref.text):\(number): \(name.ref.text): \(text.ref.text)\n")
            let line = shown.sourceLine.flatMap { $0.isStr ? $0.text : nil }
            if let line = line ?? sourceLine(filename.ref.text, number) {
                let shownLine = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{0c}" }
                if !shownLine.isEmpty || shown.sourceLine != nil {
                    writeToStandardError("  \(shownLine)\n")
                }
            }
        } catch { clearException() }
    }
}

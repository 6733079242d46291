/// The place of a `SyntaxError` (`print_exception_file_and_line` and `print_error_text`).
extension ExceptionFormatter {
    /// Whether a `SyntaxError` has a line; otherwise it is written as any exception.
    func isPlaced(_ exception: Ref) -> Bool {
        number(exception.fields(PySyntaxErrorObject.self).pointee.lineno) != nil
    }

    func syntaxErrorMessage(_ exception: Ref) -> String {
        let message = exception.fields(PySyntaxErrorObject.self).pointee.msg
        let text = try? interpreter.str(message.map { Ref($0) } ?? interpreter.none)
        return text?.ref.text ?? ""
    }

    mutating func writeSyntaxErrorPlace(_ exception: Ref) {
        let fields = exception.fields(PySyntaxErrorObject.self).pointee
        guard let line = number(fields.lineno) else { return }
        output += "\(margin)  File \"\(filename(fields.filename))\", line \(line)\n"
        guard let raw = fields.text, Ref(raw).isStr else { return }
        let text = Ref(raw).text
        let offset = number(fields.offset) ?? -1
        var endOffset = number(fields.end_offset) ?? -1
        if let endLine = number(fields.end_lineno), endLine > line {
            endOffset = text.utf8.count
        } else {
            endOffset = min(endOffset, text.unicodeScalars.count + 1)
        }
        writeMarkedText(text, offset: offset, endOffset: endOffset)
    }

    /// Whatever stands for the file, as text.
    private func filename(_ field: RawObject?) -> String {
        guard let field, !Ref(field).isNone else { return "<string>" }
        return interpreter.safeText(of: Ref(field))
    }

    private func number(_ field: RawObject?) -> Int? {
        guard let field, Ref(field).isInt else { return nil }
        return Ref(field).intValue
    }

    /// The line without indent, and carets from one offset to the other; both count from 1.
    private mutating func writeMarkedText(_ source: String, offset: Int, endOffset: Int) {
        let carets = endOffset > 0 && endOffset > offset ? endOffset &- offset : 1
        var position = offset &- 1
        var text = Substring(source)
        while let first = text.unicodeScalars.first,
            first == " " || first == "\t" || first == "\u{0c}"
        {
            text.unicodeScalars.removeFirst()
            position &-= 1
        }
        if text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
        position = min(position, text.utf8.count)
        // Of several lines, the one with the offset.
        while let newline = text.unicodeScalars.firstIndex(of: "\n") {
            let length = text.unicodeScalars.distance(
                from: text.unicodeScalars.startIndex, to: newline)
            if length >= position { break }
            text = Substring(text.unicodeScalars[text.unicodeScalars.index(after: newline)...])
            position &-= length &+ 1
        }
        output += "    \(text)\n"
        guard position >= 0 else { return }
        let limit = source.utf8.count + 1
        output += "    " + String(repeating: " ", count: min(position, limit))
        output += String(repeating: "^", count: min(carets, limit)) + "\n"
    }
}

/// Exception groups and notes in an exception's text (`print_exception_group` and
/// `print_exception_notes`, `Python/pythonrun.c`).
///
///     + Exception Group Traceback (most recent call last):
///     | ExceptionGroup: message (2 sub-exceptions)
///     +-+---------------- 1 ----------------
///       | ValueError: 1
///       +---------------- 2 ----------------
///       | ValueError: 2
///       +------------------------------------
extension ExceptionFormatter {
    /// How many members of a group are shown, and how deep groups in groups.
    private static var widthLimit: Int { 15 }
    private static var depthLimit: Int { 10 }

    mutating func writeGroup(_ group: Ref) {
        if groupDepth > Self.depthLimit {
            output += "\(margin)... (max_group_depth is \(Self.depthLimit))\n"
            return
        }
        let isOutermost = groupDepth == 0
        if isOutermost { groupDepth = 1 }
        writeOne(group)
        let exceptions = interpreter.groupedExceptions(group)
        let shown = min(exceptions.itemCount, Self.widthLimit + 1)
        closesBox = false
        for index in 0..<shown {
            // A group that is last closes the boxes around it with its own.
            if index == shown - 1 { closesBox = true }
            let isCut = index == Self.widthLimit
            writeRule(isFirst: index == 0, isCut ? "..." : "\(index + 1)")
            groupDepth += 1
            if isCut {
                let left = exceptions.itemCount - Self.widthLimit
                output += "\(margin)and \(left) more exception\(left == 1 ? "" : "s")\n"
            } else {
                write(exceptions.tupleItem(index))
            }
            if index == shown - 1, closesBox {
                output += String(repeating: " ", count: 2 * groupDepth)
                output += "+------------------------------------\n"
                closesBox = false
            }
            groupDepth -= 1
        }
        if isOutermost { groupDepth = 0 }
    }

    private mutating func writeRule(isFirst: Bool, _ title: String) {
        output += String(repeating: " ", count: 2 * groupDepth)
        output += isFirst ? "+-" : "  "
        output += "+---------------- \(title) ----------------\n"
    }

    // MARK: Notes

    mutating func writeNotes(_ exception: Ref) {
        let found: RawObject?
        do throws(Raised) {
            found = try interpreter.lookupAttribute(exception, interpreter.name(.__notes__))
        } catch {
            interpreter.clearException()
            return
        }
        guard let found else { return }
        let notes = Owned(stealing: found)
        guard interpreter.isSequence(notes.ref) else {
            output +=
                margin
                + (text { () throws(Raised) in try interpreter.repr(notes.ref) }
                    ?? "<__notes__ repr() failed>")
            return
        }
        guard let items = try? interpreter.tupleFromIterable(notes.ref) else {
            interpreter.clearException()
            return
        }
        for index in 0..<items.ref.itemCount { writeNote(items.ref.tupleItem(index)) }
    }

    /// A note, every line of it behind the margin.
    private mutating func writeNote(_ note: Ref) {
        guard let text = text({ () throws(Raised) in try interpreter.str(note) }) else {
            output += "<note str() failed>\n"
            return
        }
        var line = ""
        for character in text.unicodeScalars {
            line.unicodeScalars.append(character)
            if character == "\n" {
                output += margin + line
                line = ""
            }
        }
        if !line.isEmpty { output += margin + line }
        output += "\n"
    }

    /// The text of a str that may fail to be made.
    private func text(_ make: () throws(Raised) -> Owned) -> String? {
        do throws(Raised) {
            let made = try make()
            return made.ref.text
        } catch {
            interpreter.clearException()
            return nil
        }
    }
}

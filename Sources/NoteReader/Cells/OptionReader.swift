/// Reads the options of a cell from `#|` lines, from comments and from frontmatter, and says what is
/// wrong with them.
struct OptionReader {
    /// Where the options stand in the note, counted from 1.
    let line: Int
    let column: Int

    static let names = [
        "eval", "skip", "echo", "output", "include", "raises", "error", "check", "mode", "heap",
        "names", "session", "stdin", "max-instructions", "label",
    ]

    /// Reads `key: value`, or a bare `key` for `key: true`.
    func read(
        quartoLine text: String, into options: inout CellOptions,
        _ diagnostics: inout [NoteDiagnostic]
    ) {
        guard !text.isEmpty else { return }
        let parts = text.utf8.split(
            separator: ASCII.colon, maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count > 1 ? OptionValue.parse(parts[1].trimmed.text) : .boolean(true)
        set(parts[0].trimmed.text, to: value, in: &options, &diagnostics)
    }

    /// Reads what stands in `<!-- heapnote: … -->`: one `key: value`, or words `key` and `key=value`.
    func read(
        comment text: String, into options: inout CellOptions,
        _ diagnostics: inout [NoteDiagnostic]
    ) {
        let words = CommentWords.split(text)
        if let first = words.first, first.key.utf8.last == ASCII.colon {
            read(quartoLine: text, into: &options, &diagnostics)
            return
        }
        for word in words {
            let value = word.value.map(OptionValue.parse) ?? .boolean(true)
            set(word.key, to: value, in: &options, &diagnostics)
        }
    }

    /// Sets one option, or says why it can't be set.
    func set(
        _ key: String, to value: OptionValue, in options: inout CellOptions,
        _ diagnostics: inout [NoteDiagnostic]
    ) {
        let isRight: Bool
        switch key {
        case "eval": isRight = assign(value.boolean, to: &options.evaluates)
        case "skip": isRight = assign(value.boolean.map { !$0 }, to: &options.evaluates)
        case "echo": isRight = assign(value.boolean, to: &options.showsCode)
        case "output": isRight = assign(value.boolean, to: &options.showsOutput)
        case "include":
            let shown = value.boolean
            isRight =
                assign(shown, to: &options.showsCode) && assign(shown, to: &options.showsOutput)
        case "raises": isRight = assign(value.text, to: &options.raises)
        case "error": isRight = assign(value.boolean, to: &options.mayRaise)
        case "check": isRight = assign(value.boolean, to: &options.isChecked)
        case "mode":
            isRight = assign(value.text.flatMap(CellOptions.Mode.init), to: &options.mode)
        case "heap": isRight = assign(pictures(value), to: &options.pictures)
        case "names": isRight = assign(value.list, to: &options.names)
        case "session": isRight = assign(value.text, to: &options.session)
        case "stdin": isRight = assign(value.text, to: &options.standardInput)
        case "max-instructions":
            isRight = assign(value.positiveNumber, to: &options.maxInstructions)
        case "label": isRight = assign(value.text.flatMap(fileName), to: &options.label)
        default:
            diagnostics.append(unknown(key))
            return
        }
        if !isRight { diagnostics.append(wrong(value, for: key)) }
    }

    private func assign<Value>(_ value: Value?, to option: inout Value?) -> Bool {
        guard let value else { return false }
        option = value
        return true
    }

    private func pictures(_ value: OptionValue) -> [CellOptions.Picture]? {
        if case .boolean(let isOn) = value { return isOn ? [.after] : [CellOptions.Picture.none] }
        guard let words = value.list else { return nil }
        let pictures = words.compactMap(CellOptions.Picture.init)
        return pictures.count == words.count && !pictures.isEmpty ? pictures : nil
    }

    /// A label becomes part of file names, so it keeps to what every system takes.
    private func fileName(_ text: String) -> String? {
        let isPlain = text.utf8.allSatisfy { byte in
            ASCII.isAlphanumeric(byte) || byte == ASCII.hyphen || byte == ASCII.underscore
                || byte == ASCII.dot || byte >= 0x80
        }
        guard isPlain, !text.isEmpty, text.utf8.count <= 80, text.utf8.first != ASCII.dot else {
            return nil
        }
        return text
    }

    private func unknown(_ key: String) -> NoteDiagnostic {
        let suggestion = Spelling.closest(to: key, among: Self.names)
        return NoteDiagnostic(
            line: line, column: column, cause: "unknown option '\(key)'",
            remedy: suggestion.map { "did you mean '\($0)'?" }
                ?? "the options are \(Self.names.joined(separator: ", "))")
    }

    private func wrong(_ value: OptionValue, for key: String) -> NoteDiagnostic {
        let expected = Self.expectation(of: key)
        var remedy = "give \(expected.text)"
        if let choices = expected.choices,
            let suggestion = (value.list ?? []).lazy.compactMap({ word in
                choices.contains(word) ? nil : Spelling.closest(to: word, among: choices)
            }).first
        {
            remedy = "did you mean '\(suggestion)'?"
        }
        return NoteDiagnostic(
            line: line, column: column,
            cause: "'\(value.plainText)' is no value for option '\(key)'",
            remedy: remedy)
    }

    private static func expectation(of key: String) -> (text: String, choices: [String]?) {
        switch key {
        case "mode":
            let choices = CellOptions.Mode.allCases.map(\.rawValue)
            return (choices.joined(separator: " or "), choices)
        case "heap":
            let choices = CellOptions.Picture.allCases.map(\.rawValue)
            return ("a list of " + choices.joined(separator: ", "), choices)
        case "max-instructions": return ("a whole number above 0", nil)
        case "label": return ("letters, digits, '-', '_' and '.'", nil)
        case "names": return ("a list of names", nil)
        case "raises": return ("the name of an exception", nil)
        case "session", "stdin": return ("a text", nil)
        default: return ("true or false", ["true", "false"])
        }
    }
}

extension CellOptions {
    /// The options that a mapping of properties sets, with what is wrong among them.
    public static func reading(
        _ properties: [Property], _ diagnostics: inout [NoteDiagnostic]
    ) -> CellOptions {
        var options = CellOptions()
        for property in properties {
            let reader = OptionReader(line: property.line, column: 1)
            reader.set(property.key, to: OptionValue(property.value), in: &options, &diagnostics)
        }
        return options
    }
}

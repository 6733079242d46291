import PythonSyntax

/// Parses, dumps and highlights damaged and random sources. There is no oracle: the point is that nothing
/// traps and nothing hangs. `--count N` inputs, `--seed N`,
/// `--keep FILE` for the last input, and folders to take sources from.
enum Fuzz {
    static func run(_ arguments: [String]) -> Int32 {
        var count = 100_000
        var seed: UInt64 = 1
        var rest: [String] = []
        var keep: String?
        var index = 0
        while index < arguments.count {
            switch arguments[index] {
            case "--count" where index + 1 < arguments.count:
                index += 1
                count = Int(arguments[index]) ?? count
            case "--seed" where index + 1 < arguments.count:
                index += 1
                seed = UInt64(arguments[index]) ?? seed
            case "--keep" where index + 1 < arguments.count:
                index += 1
                keep = arguments[index]
            default: rest.append(arguments[index])
            }
            index += 1
        }
        let files = SourceFiles.find(rest.isEmpty ? [Oracle.library + "/test"] : rest)
        var generator = Generator(state: seed)
        var accepted = 0
        var source: [UInt8] = []
        for number in 0..<count {
            if number % 50 == 0 { source = excerpt(files, &generator) }
            let input =
                number % 3 == 0
                ? random(&generator)
                : Mutator.mutate(Mutator.mutate(source, &generator), &generator)
            // Whoever finds a trap wants the input: the last one is kept.
            if let keep { _ = Oracle.write(String(decoding: input, as: UTF8.self), to: keep) }
            if tries(input) { accepted += 1 }
        }
        print("parsed \(count), accepted \(accepted)")
        return 0
    }

    private static func tries(_ input: [UInt8]) -> Bool {
        do throws(PythonSyntaxError) {
            let source = try SourceText(bytes: input)
            let pieces = PythonTokens.scan(source)
            for (piece, next) in zip(pieces, pieces.dropFirst())
            where piece.range.upperBound > next.range.lowerBound {
                preconditionFailure("overlapping pieces")
            }
            _ = try SyntaxDump.dump(try PythonParser.parse(source))
            return true
        } catch {
            return false
        }
    }

    /// Up to 40 lines of a real file.
    private static func excerpt(_ files: [String], _ generator: inout Generator) -> [UInt8] {
        guard !files.isEmpty else { return [] }
        let text = Oracle.read(files[generator.next(below: files.count)]) ?? []
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        let start = generator.next(below: lines.count)
        return Array(lines[start..<min(start + 40, lines.count)].joined(separator: [0x0A]))
    }

    private static let words = [
        "(", ")", "[", "]", "{", "}", ":", ",", "=", ":=", ".", "*", "**", "if", "else", "for",
        "in",
        "not", "def", "class", "lambda", "return", "x", "1", "'s'", "f'{x", "}'", "b'", "\"\"\"",
        "\\",
        "match", "case", "_", "@", ";", "\n", "\n ", "\n  ", "\n\t", " ", "#", "\u{e9}", "0x",
        "1e5",
        "\\N{", "\\x4", "async", "await", "with", "as", "try", "except", "\u{0}", "\u{feff}", "é",
        "\r", "\u{c}", "print", "!", "=", "<", ">", "-", "yield", "import", "from",
    ]

    private static func random(_ generator: inout Generator) -> [UInt8] {
        var input: [UInt8] = []
        for _ in 0..<generator.next(below: 40) {
            if generator.next(below: 20) == 0 {
                input.append(UInt8(truncatingIfNeeded: generator.next()))
            } else {
                input += Array(words[generator.next(below: words.count)].utf8)
            }
        }
        return input
    }
}

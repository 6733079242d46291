import Glibc
import PythonBytecode
import PythonCompiler
import PythonSyntax

/// Sends damaged and random sources through the whole front end: tokens, highlighting, tree, scopes,
/// code, disassembly, marshal and back. There is no oracle: the point is that nothing traps and nothing
/// hangs. `--count N` inputs, `--seed N`, `--keep FILE` for the last input, and folders to take sources
/// from. `--try` sends the given files through once instead, as they are. An input that takes longer than `patience` ends the program by SIGALRM.
enum Fuzz {
    /// In seconds; the slowest inputs take some milliseconds.
    private static let patience: UInt32 = 20

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
        if let option = rest.firstIndex(of: "--try") {
            rest.remove(at: option)
            return tryFiles(SourceFiles.find(rest))
        }
        let files = SourceFiles.find(rest.isEmpty ? [Oracle.library + "/test"] : rest)
        var generator = Generator(state: seed)
        var tally = Tally()
        var source: [UInt8] = []
        for number in 0..<count {
            if number % 50 == 0 { source = excerpt(files, &generator) }
            let input =
                number % 3 == 0
                ? random(&generator)
                : Mutator.mutate(Mutator.mutate(source, &generator), &generator)
            // Whoever finds a trap wants the input: the last one is kept.
            if let keep { Oracle.write(input, to: keep) }
            alarm(patience)
            tries(input, &tally)
        }
        alarm(0)
        print("tried \(count), parsed \(tally.parsed), compiled \(tally.compiled)")
        return 0
    }

    private static func tryFiles(_ files: [String]) -> Int32 {
        var tally = Tally()
        for file in files {
            print(file)
            fflush(nil)
            alarm(patience)
            tries(Oracle.read(file) ?? [], &tally)
        }
        print("tried \(files.count), parsed \(tally.parsed), compiled \(tally.compiled)")
        return 0
    }

    private struct Tally {
        var parsed = 0
        var compiled = 0
    }

    /// One of our own checks failed: as bad as a trap.
    private static func fail(_ text: String) -> Never { preconditionFailure(text) }

    private static func tries(_ input: [UInt8], _ tally: inout Tally) {
        do throws(PythonSyntaxError) {
            let source = try SourceText(bytes: input)
            _ = TokenDump.dump(source)
            let pieces = PythonTokens.scan(source)
            for (piece, next) in zip(pieces, pieces.dropFirst())
            where piece.range.upperBound > next.range.lowerBound {
                fail("overlapping pieces")
            }
            let tree = try PythonParser.parse(source)
            tally.parsed += 1
            compile(tree, &tally)
            _ = try SyntaxDump.dump(tree)
        } catch {
            _ = TreeDifferences.describe(error)
        }
    }

    private static func compile(_ tree: SyntaxTree, _ tally: inout Tally) {
        _ = try? dumpSymbols(tree: tree)
        guard let unit = try? PythonCompiler.compile(tree: tree, filename: "<fuzz>") else { return }
        tally.compiled += 1
        _ = Disassembler.disassemble(unit)
        var reader = MarshalReader(MarshalWriter.marshal(unit))
        guard let read = try? reader.readCode(), read == unit else { fail("marshalled otherwise") }
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

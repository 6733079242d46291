/// Takes a session apart: the statements after `>>>` and `...`, and what follows each as its expected
/// output, as `doctest` reads them.
struct SessionReader {
    static let prompt: [UInt8] = [ASCII.greater, ASCII.greater, ASCII.greater]
    private static let continuation: [UInt8] = [ASCII.dot, ASCII.dot, ASCII.dot]

    private let lines: [ArraySlice<UInt8>]

    init(_ fence: Fence) {
        lines =
            fence.text.isEmpty
            ? []
            : fence.text.dropLast().split(
                separator: ASCII.lineFeed, omittingEmptySubsequences: false)
    }

    func statements() -> [SessionStatement] {
        var result: [SessionStatement] = []
        var index = 0
        while index < lines.count {
            guard let first = code(after: Self.prompt, in: lines[index]) else {
                index += 1
                continue
            }
            let start = index
            var code = Array(first) + [ASCII.lineFeed]
            index += 1
            while index < lines.count,
                let next = self.code(after: Self.continuation, in: lines[index])
            {
                code += next
                code.append(ASCII.lineFeed)
                index += 1
            }
            let expectedStart = index
            while index < lines.count, !lines[index].trimmed.isEmpty,
                self.code(after: Self.prompt, in: lines[index]) == nil
            {
                index += 1
            }
            let expected = lines[expectedStart..<index].map { $0.text + "\n" }.joined()
            result.append(
                SessionStatement(
                    code: code.text, codeLines: start..<expectedStart, expected: expected,
                    expectedLines: expectedStart..<index))
        }
        return result
    }

    private func code(after prompt: [UInt8], in line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard line.starts(with: prompt) else { return nil }
        let rest = line.dropFirst(prompt.count)
        guard let first = rest.first else { return rest }
        return first == ASCII.space ? rest.dropFirst() : nil
    }
}

/// Where each line of a source starts. Lines are counted from 0 here, and end at LF, CRLF or a lone CR
/// as CommonMark has it; the byte order mark stands before the first line.
struct LineTable {
    let source: [UInt8]
    /// The start of each line, then the end of the source.
    private(set) var starts: [Int]
    let hasByteOrderMark: Bool
    let lineEnding: LineEnding

    init(_ source: [UInt8]) {
        self.source = source
        hasByteOrderMark = source.starts(with: [0xEF, 0xBB, 0xBF])
        var starts = [hasByteOrderMark ? 3 : 0]
        starts.reserveCapacity(source.count / 32 + 2)
        var pairs = 0
        source.withUnsafeBufferPointer { bytes in
            var index = starts[0]
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if byte == ASCII.lineFeed {
                    starts.append(index)
                } else if byte == ASCII.carriageReturn {
                    if index < bytes.count, bytes[index] == ASCII.lineFeed {
                        index += 1
                        pairs += 1
                    }
                    starts.append(index)
                }
            }
        }
        lineEnding = pairs * 2 > starts.count - 1 ? .carriageReturnLineFeed : .lineFeed
        if starts[starts.count - 1] != source.count || starts.count == 1 {
            starts.append(source.count)
        }
        self.starts = starts
    }

    var count: Int { starts.count - 1 }

    /// The bytes of a line with its line ending.
    func fullRange(_ line: Int) -> Range<Int> { starts[line]..<starts[line + 1] }

    /// The bytes of a line without its line ending.
    func range(_ line: Int) -> Range<Int> {
        let start = starts[line]
        var end = starts[line + 1]
        if end > start, source[end - 1] == ASCII.lineFeed { end -= 1 }
        if end > start, source[end - 1] == ASCII.carriageReturn { end -= 1 }
        return start..<end
    }

    /// The line that holds an offset.
    func line(at offset: Int) -> Int {
        var low = 0
        var high = count
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    func isBlank(_ line: Int) -> Bool { range(line).allSatisfy { ASCII.isBlank(source[$0]) } }
}

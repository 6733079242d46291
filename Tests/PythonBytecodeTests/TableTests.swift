import PythonBytecode
import Testing

@Suite struct TableTests {
    /// Pseudo-random, the same in every run.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64 = 42
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    @Test func locationsAreReadBackAsWritten() {
        var random = Generator()
        for _ in 0..<200 {
            var writer = LocationTableWriter(firstLine: 10)
            var expected: [LocatedRange] = []
            var line: Int32 = 10
            var start = 0
            for _ in 0..<30 {
                line = max(0, line + Int32.random(in: -3...5, using: &random))
                let location = randomLocation(line, &random)
                let length = Int.random(in: 1...20, using: &random)
                writer.append(location, codeUnits: length)
                expected.append(LocatedRange(start: start, end: start + length, location: location))
                start += length
            }
            #expect(
                joined(LocationTableReader(table: writer.bytes, firstLine: 10)) == joined(expected))
            for range in expected {
                var reader = LocationTableReader(table: writer.bytes, firstLine: 10)
                let line = reader.line(atCodeUnit: range.end - 1)
                #expect(line == (range.location == .none ? nil : Int(range.location.line)))
            }
        }
    }

    private func randomLocation(_ line: Int32, _ random: inout Generator) -> CodeLocation {
        switch Int.random(in: 0...5, using: &random) {
        case 0: return .none
        case 1: return CodeLocation(line: line, column: -1, endLine: line, endColumn: -1)
        case 2:
            return CodeLocation(
                line: line, column: Int32.random(in: 0...500, using: &random),
                endLine: line + Int32.random(in: 1...300, using: &random),
                endColumn: Int32.random(in: 0...500, using: &random))
        default:
            let column = Int32.random(in: 0...150, using: &random)
            return CodeLocation(
                line: line, column: column, endLine: line,
                endColumn: column + Int32.random(in: 0...40, using: &random))
        }
    }

    /// Neighbours of one location as one.
    private func joined(_ ranges: some Sequence<LocatedRange>) -> [LocatedRange] {
        var result: [LocatedRange] = []
        for range in ranges {
            if let last = result.indices.last, result[last].location == range.location {
                result[last].end = range.end
            } else {
                result.append(range)
            }
        }
        return result
    }

    @Test func shortLocationsTakeTwoBytes() {
        var writer = LocationTableWriter(firstLine: 3)
        writer.append(CodeLocation(line: 3, column: 4, endLine: 3, endColumn: 9), codeUnits: 2)
        // `def f(a):` / `    x = 1` on lines 2 and 3 gives these bytes for STORE_FAST in CPython.
        #expect(writer.bytes == [0x81, 0x45])
    }

    @Test func anEndBeforeTheStartIsKept() {
        var writer = LocationTableWriter(firstLine: 1)
        let odd = CodeLocation(line: 1, column: 9, endLine: 1, endColumn: 4)
        writer.append(odd, codeUnits: 1)
        #expect(LocationTableReader(table: writer.bytes, firstLine: 1).map(\.location) == [odd])
    }

    @Test func cutLocationTablesEndQuietly() {
        var writer = LocationTableWriter(firstLine: 1)
        writer.append(
            CodeLocation(line: 900, column: 300, endLine: 2000, endColumn: 5000), codeUnits: 8)
        for length in writer.bytes.indices {
            let table = Array(writer.bytes[..<length])
            #expect(LocationTableReader(table: table, firstLine: 1).map(\.end).count <= 1)
        }
    }

    @Test func exceptionEntriesAreReadBackAsWritten() {
        var random = Generator()
        var table: [UInt8] = []
        var expected: [ExceptionTableEntry] = []
        for _ in 0..<500 {
            let start = Int.random(in: 0...(1 << 20), using: &random)
            let entry = ExceptionTableEntry(
                start: start, end: start + Int.random(in: 1...(1 << 13), using: &random),
                target: Int.random(in: 0...(1 << 25), using: &random),
                depth: Int.random(in: 0...100, using: &random),
                pushesInstructionOffset: Bool.random(using: &random))
            ExceptionTable.append(entry, to: &table)
            expected.append(entry)
        }
        #expect(ExceptionTable.entries(of: table) == expected)
        #expect(ExceptionTable.entries(of: Array(table.dropLast())).count == 499)
        #expect(ExceptionTable.entries(of: [0xff, 0xff]).isEmpty)
    }
}

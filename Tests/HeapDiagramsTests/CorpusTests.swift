import Glibc
import HeapTrace
import Testing

@testable import HeapDiagrams

/// Runs the files of `Tests/Corpus/diagrams`: statements that make names and objects, then under
/// a line of dashes what each cell's table must say.
@Suite struct CorpusTests {
    @Test(arguments: CorpusFile.all)
    func tablesSayWhatTheFileExpects(_ file: CorpusFile) throws {
        let moments = try file.moments()
        expectSound(moments, file.name)
        #expect(file.tables(moments) == file.expected, "\(file.name)")
    }

    @Test func thereIsACorpus() {
        #expect(CorpusFile.all.count >= 8)
    }
}

/// One file of the corpus. A line is one of
///
///     name = int 1000          also str 'x', float 1.5, list a b, tuple a b, dict k=a, Type k=a
///     name = other
///     name[key] = other
///     del name
///     cell
struct CorpusFile: Sendable, CustomTestStringConvertible {
    var name: String
    var statements: [String]
    var expected: [String]

    var testDescription: String { name }

    struct Malformed: Error {
        var line: String
    }

    static let all: [CorpusFile] = {
        let here = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        let folder = "/" + here + "/Corpus/diagrams"
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var files: [CorpusFile] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".txt") { files.append(CorpusFile(folder, name)) }
        }
        return files.sorted { $0.name < $1.name }
    }()

    private init(_ folder: String, _ file: String) {
        name = String(file.dropLast(4))
        var text = ""
        if let handle = fopen(folder + "/" + file, "r") {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = fread(&buffer, 1, buffer.count, handle)
            text = String(decoding: buffer.prefix(count), as: UTF8.self)
            fclose(handle)
        }
        let lines = text.split(separator: "\n").map(String.init)
        let middle = lines.firstIndex(of: "---") ?? lines.endIndex
        statements = lines[..<middle].filter { !$0.hasPrefix("#") }
        expected = Array(lines[middle...].dropFirst())
    }

    func moments() throws -> [DiagramMoment] {
        var heap = SampleHeap()
        for line in statements { try run(line, on: &heap) }
        return heap.moments
    }

    private func run(_ line: String, on heap: inout SampleHeap) throws {
        let words = line.split(separator: " ").map(String.init)
        if words == ["cell"] { return heap.cell() }
        if words.count == 2, words[0] == "del" { return heap.unbind(words[1]) }
        guard words.count >= 3, words[1] == "=" else { throw Malformed(line: line) }
        let value = try object(Array(words.dropFirst(2)), &heap, line)
        guard words[0].hasSuffix("]"), let open = words[0].firstIndex(of: "[") else {
            return heap.bind(words[0], value)
        }
        let holder = String(words[0][..<open])
        let key = String(words[0][words[0].index(after: open)...].dropLast())
        guard let target = heap.target(of: holder) else { throw Malformed(line: line) }
        heap.setSlot(target, key, to: value)
    }

    private func object(
        _ words: [String], _ heap: inout SampleHeap, _ line: String
    ) throws -> ObjectSerial {
        func bound(_ name: String) throws -> ObjectSerial {
            guard let target = heap.target(of: name) else { throw Malformed(line: line) }
            return target
        }
        let rest = Array(words.dropFirst())
        switch words[0] {
        case "int": return heap.make(.int, "int", rest.joined())
        case "float": return heap.make(.float, "float", rest.joined(), size: 24)
        case "str": return heap.make(.str, "str", rest.joined(separator: " "), size: 50, block: 64)
        case "list": return heap.sequence(try rest.map(bound))
        case "tuple": return heap.sequence(try rest.map(bound), kind: .tuple)
        default:
            if rest.isEmpty { return try bound(words[0]) }
            let items = try rest.map { pair in
                let parts = pair.split(separator: "=").map(String.init)
                guard parts.count == 2 else { throw Malformed(line: line) }
                return (parts[0], try bound(parts[1]))
            }
            return heap.mapping(words[0], items)
        }
    }

    /// Each cell's table as lines: `names: type value, references, state, notes`, then the slots'
    /// references.
    func tables(_ moments: [DiagramMoment]) -> [String] {
        let diagram = ObjectsDiagram(moments: moments)
        var lines: [String] = []
        for index in moments.indices {
            lines.append("cell \(index + 1)")
            let table = diagram.table(at: index)
            for row in table.objects {
                var line = "  " + (row.names.isEmpty ? "-" : row.names.joined(separator: ","))
                line += ": \(row.typeName) \(row.value), refs "
                line += row.formerReferences.map { "\($0)→" } ?? ""
                line += "\(row.references)"
                if row.state != .unchanged { line += ", " + row.state.rawValue }
                for note in row.notes { line += ", " + note }
                lines.append(line)
            }
            for reference in table.references where reference.source.contains("[") {
                let slot = reference.source.split(separator: "[").last.map { "[" + $0 } ?? ""
                let value = reference.targetText.split(separator: " at ").first ?? ""
                lines.append("  " + slot + " → " + value + (reference.isNew ? ", new" : ""))
            }
        }
        return lines
    }
}

extension SampleHeap {
    /// What a name is bound to now.
    func target(of name: String) -> ObjectSerial? { names.first { $0.name == name }?.target ?? nil }
}

import Glibc
import NotePipeline
import Testing

/// Programs run by `heapnote python`, compared with what CPython 3.11 printed for them; each must leave a
/// heap in order.
@Suite(.serialized)
struct ProgramCorpusTests {
    static let folder =
        "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        + "/Corpus/programs"

    static var names: [String] {
        let names = (try? HostFiles.names(in: folder)) ?? []
        return names.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }
    }

    /// Those that import from the standard library, which must be installed.
    static var libraryNames: [String] { names.filter { $0.hasPrefix("library_") } }

    static var hasLibrary: Bool { (try? LibraryLocation.find(named: nil)) != nil }

    @Test func thereAreSome() {
        #expect(Self.names.count >= 10)
    }

    @Test(arguments: names.filter { !$0.hasPrefix("library_") })
    func aProgramPrintsWhatCPythonPrints(_ name: String) throws { try compare(name) }

    @Test(
        .enabled(if: hasLibrary, "no standard library of Python 3.11 is installed"),
        arguments: libraryNames)
    func aProgramThatImportsPrintsWhatCPythonPrints(_ name: String) throws { try compare(name) }

    private func compare(_ name: String) throws {
        let result = try Program.run(["python", "--check-heap", "\(Self.folder)/\(name).py"])
        let expected = try text("\(name).out")
        let expectedError = try text("\(name).err")
        #expect(result.output == expected)
        #expect(
            result.error.replacing(Self.folder + "/", with: "")
                == expectedError + "heapnote: heap: in order\n")
        // The compiler's warnings, with the source lines below them, end no program.
        let warning = /[^\n]*SyntaxWarning: [^\n]*\n(  [^\n]*\n)?/
        let isError = !expectedError.replacing(warning, with: "").isEmpty
        #expect(result.status == (isError ? 1 : 0))
    }

    private func text(_ file: String) throws -> String {
        String(decoding: try HostFiles.read("\(Self.folder)/\(file)"), as: UTF8.self)
    }
}

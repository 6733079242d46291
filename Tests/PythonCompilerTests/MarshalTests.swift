import PythonBytecode
import Testing

@Suite struct MarshalTests {
    @Test(arguments: Corpus.codeCases(".marshal"))
    func whatCPythonMarshalsIsRead(_ name: String) throws {
        var reader = MarshalReader(Corpus.bytes("code/\(name).marshal"))
        #expect(CodeListing.text(try reader.readCode()) == Corpus.text("code/\(name).expected"))
    }

    @Test(arguments: Corpus.codeCases(".py"))
    func whatIsWrittenIsReadBack(_ name: String) throws {
        let unit = try Corpus.compiled(name)
        var reader = MarshalReader(MarshalWriter.marshal(unit))
        #expect(try reader.readCode() == unit)
    }

    @Test func compiledFilesKeepTheirHeader() throws {
        let unit = try Corpus.compiled("closures")
        for validation in [
            CompiledFile.Validation.source(modificationTime: 0x0102_0304, size: 77),
            .hash(0x1122_3344_5566_7788, isChecked: true), .hash(1, isChecked: false),
        ] {
            let file = CompiledFile(validation: validation, code: unit)
            #expect(try CompiledFile(bytes: file.bytes) == file)
        }
        #expect(throws: MarshalError.badMagicNumber) {
            try CompiledFile(bytes: [UInt8](repeating: 0, count: 20))
        }
    }

    @Test func truncatedDataIsAnErrorAtEveryLength() throws {
        let bytes = MarshalWriter.marshal(try Corpus.compiled("classes"))
        for length in bytes.indices {
            #expect(throws: MarshalError.self) {
                var reader = MarshalReader(Array(bytes[..<length]))
                _ = try reader.readCode()
            }
        }
    }

    @Test func damagedDataNeverTraps() throws {
        let bytes = MarshalWriter.marshal(try Corpus.compiled("functions"))
        var state: UInt64 = 1
        for _ in 0..<3000 {
            var damaged = bytes
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let place = Int(truncatingIfNeeded: state >> 33) % damaged.count
                damaged[place] = UInt8(truncatingIfNeeded: state >> 20)
            }
            var reader = MarshalReader(damaged)
            if let unit = try? reader.readCode() {
                _ = Disassembler.disassemble(unit)
                _ = unit.lineRanges
            }
        }
    }

    @Test func nestingHasALimit() {
        let bytes = [UInt8](repeating: UInt8(ascii: ")"), count: 1) + [1]
        var deep: [UInt8] = []
        for _ in 0..<100_000 { deep += bytes }
        #expect(throws: MarshalError.tooDeep) {
            var reader = MarshalReader(deep)
            _ = try reader.readConstant()
        }
    }
}

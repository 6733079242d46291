/// Verifying code units, as compilers and `marshal` give them.
extension CodeVerifier {
    /// The first thing wrong in a unit or in one of those among its constants; nil if nothing is.
    public static func firstFailure(in unit: CodeUnit) -> (unit: CodeUnit, failure: Failure)? {
        do throws(Failure) { try verify(Subject(unit)) } catch { return (unit, error) }
        for constant in unit.constants {
            if case .code(let inner) = constant, let found = firstFailure(in: inner) {
                return found
            }
        }
        return nil
    }
}

extension CodeVerifier.Subject {
    public init(_ unit: CodeUnit) {
        var keywordCounts: [Int: Int] = [:]
        for (index, constant) in unit.constants.enumerated() {
            guard case .tuple(let items) = constant else { continue }
            let areStrings = items.allSatisfy {
                if case .string = $0 { true } else { false }
            }
            if areStrings { keywordCounts[index] = items.count }
        }
        self.init(
            code: unit.code, constantCount: unit.constants.count, keywordCounts: keywordCounts,
            nameCount: unit.names.count, kinds: unit.localsPlusKinds, stackSize: unit.stackSize,
            flags: unit.flags, exceptionTable: unit.exceptionTable)
    }
}

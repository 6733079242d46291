import PythonBytecode
import PythonSyntax

/// The warnings for code that is legal and surely not meant.
extension CodeGenerator {
    mutating func checkComparison(
        _ left: ExpressionID, _ operators: NodeList<ComparisonOperator>,
        _ comparators: NodeList<ExpressionNode>
    ) {
        var leftIsLiteral = isLiteral(left)
        for index in 0..<Int(comparators.count) {
            let rightIsLiteral = isLiteral(working.element(comparators, index))
            let op = working.comparison(operators, index)
            if op == .is || op == .isNot, leftIsLiteral || rightIsLiteral {
                warn(
                    op == .is
                        ? "\"is\" with a literal. Did you mean \"==\"?"
                        : "\"is not\" with a literal. Did you mean \"!=\"?")
                return
            }
            leftIsLiteral = rightIsLiteral
        }
    }

    /// A constant that isn't a singleton, so that `is` says nothing about it.
    private func isLiteral(_ id: ExpressionID) -> Bool {
        switch working.constant(id) {
        case nil, .some(.none), .true, .false, .ellipsis: false
        default: true
        }
    }

    mutating func checkCalled(_ id: ExpressionID) {
        switch working[id].kind {
        case .lambda: return
        default: break
        }
        if let type = inferredType(id) {
            warn("'\(type)' object is not callable; perhaps you missed a comma?")
        }
    }

    mutating func checkSubscripted(_ id: ExpressionID) {
        switch working[id].kind {
        case .constant(let constant, _):
            switch working.constants[constant] {
            case .none, .ellipsis, .true, .false, .integer, .float, .complex, .frozenSet: break
            default: return
            }
        case .set, .setComp, .generatorExp, .lambda: break
        default: return
        }
        if let type = inferredType(id) {
            warn("'\(type)' object is not subscriptable; perhaps you missed a comma?")
        }
    }

    mutating func checkIndex(of id: ExpressionID, _ slice: ExpressionID) {
        guard let indexType = inferredType(slice), indexType != "int", indexType != "bool" else {
            return
        }
        switch working[id].kind {
        case .constant(let constant, _):
            switch working.constants[constant] {
            case .string, .bytes, .tuple: break
            default: return
            }
        case .tuple, .list, .listComp, .joinedStr, .formattedValue: break
        default: return
        }
        if let type = inferredType(id) {
            warn(
                "\(type) indices must be integers or slices, not \(indexType); "
                    + "perhaps you missed a comma?")
        }
    }

    /// The type an expression is sure to have.
    private func inferredType(_ id: ExpressionID) -> String? {
        switch working[id].kind {
        case .tuple: "tuple"
        case .list, .listComp: "list"
        case .dict, .dictComp: "dict"
        case .set, .setComp: "set"
        case .generatorExp: "generator"
        case .lambda: "function"
        case .joinedStr, .formattedValue: "str"
        case .constant(let constant, _): working.constants[constant].typeName
        default: nil
        }
    }
}

extension Constant {
    /// The name of the constant's Python type.
    var typeName: String {
        switch self {
        case .none: "NoneType"
        case .true, .false: "bool"
        case .ellipsis: "ellipsis"
        case .integer: "int"
        case .float: "float"
        case .complex: "complex"
        case .string: "str"
        case .bytes: "bytes"
        case .tuple: "tuple"
        case .frozenSet: "frozenset"
        case .code: "code"
        }
    }
}

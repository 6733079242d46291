import PythonBytecode
import PythonSyntax

extension CodeGenerator {
    mutating func generateAssignment(
        _ targets: NodeList<ExpressionNode>, value: ExpressionID
    ) throws(CompileError) {
        try generate(value)
        let count = Int(targets.count)
        for index in 0..<count {
            if index < count - 1 { emit(.COPY, 1) }
            try generate(working.element(targets, index))
        }
    }

    mutating func generateAugmentedAssignment(
        _ target: ExpressionID, _ op: BinaryOperator, value: ExpressionID
    ) throws(CompileError) {
        let node = working[target]
        let outer = unit.location
        locate(node.span)
        switch node.kind {
        case .attribute(let object, let attribute, _):
            try generate(object)
            emit(.COPY, 1)
            locateAttribute(node.span, attribute)
            emitNamed(.LOAD_ATTR, attribute)
        case .subscript(let object, let slice, _):
            try generate(object)
            try generate(slice)
            emit(.COPY, 2)
            emit(.COPY, 2)
            emit(.BINARY_SUBSCR)
        case .name(let name, _):
            try generateName(name, .load)
        default: throw error("invalid target for augmented assignment")
        }
        unit.location = outer
        try generate(value)
        emit(.BINARY_OP, Int(op.bytecodeOperation(inPlace: true).rawValue))
        locate(node.span)
        switch node.kind {
        case .attribute(_, let attribute, _):
            locateAttribute(node.span, attribute)
            emit(.SWAP, 2)
            emitNamed(.STORE_ATTR, attribute)
        case .subscript:
            emit(.SWAP, 3)
            emit(.SWAP, 2)
            emit(.STORE_SUBSCR)
        case .name(let name, _):
            try generateName(name, .store)
        default: break
        }
    }

    /// The unpacking that stores into a list or tuple of targets.
    mutating func generateUnpacking(_ elements: NodeList<ExpressionNode>) throws(CompileError) {
        let count = Int(elements.count)
        var hasStar = false
        for index in 0..<count where working.isStarred(working.element(elements, index)) {
            guard !hasStar else { throw error("multiple starred expressions in assignment") }
            let after = count - index - 1
            guard index < 1 << 8, after < Int(Int32.max >> 8) else {
                throw error("too many expressions in star-unpacking assignment")
            }
            emit(.UNPACK_EX, index + after << 8)
            hasStar = true
        }
        if !hasStar { emit(.UNPACK_SEQUENCE, count) }
        for index in 0..<count {
            let element = working.element(elements, index)
            if case .starred(let value, _) = working[element].kind {
                try generate(value)
            } else {
                try generate(element)
            }
        }
    }

    // MARK: Annotated assignments

    mutating func generateAnnotatedAssignment(
        _ target: ExpressionID, annotation: ExpressionID, value: ExpressionID?, isSimple: Bool
    ) throws(CompileError) {
        if let value {
            try generate(value)
            try generate(target)
        }
        let evaluates = unit.kind == .module || unit.kind == .class
        switch working[target].kind {
        case .name(let name, _):
            try rejectForbidden(name, .store)
            if isSimple, evaluates {
                if future.annotations {
                    try generateAnnotationText(annotation)
                } else {
                    try generate(annotation)
                }
                emitNamed(.LOAD_NAME, working.names.dunderAnnotations)
                loadConstant(stringConstant(mangled(name)))
                emit(.STORE_SUBSCR)
            }
        case .attribute(let object, let attribute, _):
            try rejectForbidden(attribute, .store)
            if value == nil { try evaluateAndDrop(object) }
        case .subscript(let object, let slice, _):
            if value == nil {
                try evaluateAndDrop(object)
                try evaluateAndDropSubscript(slice)
            }
        default: throw error("invalid target for annotated assignment")
        }
        if !isSimple, !future.annotations, evaluates { try evaluateAndDrop(annotation) }
    }

    private mutating func evaluateAndDrop(_ id: ExpressionID) throws(CompileError) {
        try generate(id)
        emit(.POP_TOP)
    }

    private mutating func evaluateAndDropSubscript(_ id: ExpressionID) throws(CompileError) {
        switch working[id].kind {
        case .slice(let lower, let upper, let step):
            if let lower { try evaluateAndDrop(lower) }
            if let upper { try evaluateAndDrop(upper) }
            if let step { try evaluateAndDrop(step) }
        case .tuple(let elements, _):
            for index in 0..<Int(elements.count) {
                try evaluateAndDropSubscript(working.element(elements, index))
            }
        default: try evaluateAndDrop(id)
        }
    }

    /// Whether a body has an annotated assignment in it, nested blocks included, so that
    /// `__annotations__` must exist.
    func hasAnnotations(_ body: NodeList<StatementNode>) -> Bool {
        for index in 0..<Int(body.count) {
            let found: Bool
            switch tree[working.element(body, index)].kind {
            case .annAssign: found = true
            case .for(_, _, let body, let orElse, _), .while(_, let body, let orElse),
                .if(_, let body, let orElse):
                found = hasAnnotations(body) || hasAnnotations(orElse)
            case .with(_, let body, _): found = hasAnnotations(body)
            case .try(let body, let handlers, let orElse, let finalBody, _):
                found =
                    hasAnnotations(body) || hasAnnotations(finalBody) || hasAnnotations(orElse)
                    || (0..<Int(handlers.count)).contains {
                        hasAnnotations(tree[working.element(handlers, $0)].body)
                    }
            default: found = false
            }
            if found { return true }
        }
        return false
    }
}

extension BinaryOperator {
    func bytecodeOperation(inPlace: Bool) -> BinaryOperation {
        switch self {
        case .add: inPlace ? .inplaceAdd : .add
        case .subtract: inPlace ? .inplaceSubtract : .subtract
        case .multiply: inPlace ? .inplaceMultiply : .multiply
        case .matrixMultiply: inPlace ? .inplaceMatrixMultiply : .matrixMultiply
        case .divide: inPlace ? .inplaceTrueDivide : .trueDivide
        case .modulo: inPlace ? .inplaceRemainder : .remainder
        case .power: inPlace ? .inplacePower : .power
        case .leftShift: inPlace ? .inplaceLshift : .lshift
        case .rightShift: inPlace ? .inplaceRshift : .rshift
        case .bitOr: inPlace ? .inplaceOr : .or
        case .bitXor: inPlace ? .inplaceXor : .xor
        case .bitAnd: inPlace ? .inplaceAnd : .and
        case .floorDivide: inPlace ? .inplaceFloorDivide : .floorDivide
        }
    }
}

import PythonBytecode
import PythonSyntax

/// A display of elements that is built on the stack at once, or piece by piece when it has stars or
/// is long.
enum DisplayKind {
    case tuple, list, set

    /// A tuple is built as a list and converted at the end.
    var build: Opcode { self == .set ? .BUILD_SET : .BUILD_LIST }
    var add: Opcode { self == .set ? .SET_ADD : .LIST_APPEND }
    var extend: Opcode { self == .set ? .SET_UPDATE : .LIST_EXTEND }
}

extension CodeGenerator {
    /// More values than this are not kept on the stack at once (`STACK_USE_GUIDELINE`).
    static let stackUseGuideline = 30

    mutating func generateSequence(
        _ elements: NodeList<ExpressionNode>, _ context: ExpressionContext, _ kind: DisplayKind
    ) throws(CompileError) {
        switch context {
        case .load: try generateCollection(kind, elements, pushed: 0)
        case .store: try generateUnpacking(elements)
        case .delete: try generate(elements)
        }
    }

    /// Builds a display of the `pushed` values already on the stack and the elements.
    mutating func generateCollection(
        _ kind: DisplayKind, _ elements: NodeList<ExpressionNode>, pushed: Int
    ) throws(CompileError) {
        let count = Int(elements.count)
        if count > 2, let items = constants(of: elements, 0..<count) {
            emitConstantCollection(kind, items, pushed: pushed)
            return
        }
        let isBig = count + pushed > Self.stackUseGuideline
        let hasStar = (0..<count).contains { working.isStarred(working.element(elements, $0)) }
        if !hasStar, !isBig {
            try generate(elements)
            emit(kind == .tuple ? .BUILD_TUPLE : kind.build, count + pushed)
            return
        }
        var isBuilt = isBig
        if isBig { emit(kind.build, pushed) }
        for index in 0..<count {
            let element = working.element(elements, index)
            if case .starred(let value, _) = working[element].kind {
                if !isBuilt {
                    emit(kind.build, index + pushed)
                    isBuilt = true
                }
                try generate(value)
                emit(kind.extend, 1)
            } else {
                try generate(element)
                if isBuilt { emit(kind.add, 1) }
            }
        }
        if kind == .tuple { emit(.LIST_TO_TUPLE) }
    }

    /// Constants are kept as one tuple or frozenset, from which the display is filled.
    private mutating func emitConstantCollection(
        _ kind: DisplayKind, _ items: [Constant], pushed: Int
    ) {
        if kind == .tuple, pushed == 0 {
            loadConstant(.tuple(items))
            return
        }
        emit(kind.build, pushed)
        loadConstant(kind == .set ? .frozenSet(ConstantMath.distinct(items)) : .tuple(items))
        emit(kind.extend, 1)
        if kind == .tuple { emit(.LIST_TO_TUPLE) }
    }

    /// The values of expressions when all are constants.
    func constants(of list: NodeList<ExpressionNode>, _ range: Range<Int>) -> [Constant]? {
        for index in range {
            let id = working.element(list, index)
            guard id != SyntaxTree.noExpression, working.isConstant(id) else { return nil }
        }
        return range.compactMap { working.constant(working.element(list, $0)) }
    }

    // MARK: Dictionaries

    mutating func generateDictionary(
        _ keys: NodeList<ExpressionNode>, _ values: NodeList<ExpressionNode>
    ) throws(CompileError) {
        let count = Int(values.count)
        var hasDictionary = false
        var pending = 0
        for index in 0..<count {
            if working.element(keys, index) == SyntaxTree.noExpression {
                if pending > 0 {
                    try generateDictionaryPart(keys, values, index - pending..<index)
                    if hasDictionary { emit(.DICT_UPDATE, 1) }
                    hasDictionary = true
                    pending = 0
                }
                if !hasDictionary {
                    emit(.BUILD_MAP, 0)
                    hasDictionary = true
                }
                try generate(working.element(values, index))
                emit(.DICT_UPDATE, 1)
            } else if pending * 2 > Self.stackUseGuideline {
                try generateDictionaryPart(keys, values, index - pending..<index + 1)
                if hasDictionary { emit(.DICT_UPDATE, 1) }
                hasDictionary = true
                pending = 0
            } else {
                pending += 1
            }
        }
        if pending > 0 {
            try generateDictionaryPart(keys, values, count - pending..<count)
            if hasDictionary { emit(.DICT_UPDATE, 1) }
            hasDictionary = true
        }
        if !hasDictionary { emit(.BUILD_MAP, 0) }
    }

    private mutating func generateDictionaryPart(
        _ keys: NodeList<ExpressionNode>, _ values: NodeList<ExpressionNode>, _ range: Range<Int>
    ) throws(CompileError) {
        let isBig = range.count * 2 > Self.stackUseGuideline
        if range.count > 1, !isBig, let items = constants(of: keys, range) {
            for index in range { try generate(working.element(values, index)) }
            loadConstant(.tuple(items))
            emit(.BUILD_CONST_KEY_MAP, range.count)
            return
        }
        if isBig { emit(.BUILD_MAP, 0) }
        for index in range {
            try generate(working.element(keys, index))
            try generate(working.element(values, index))
            if isBig { emit(.MAP_ADD, 1) }
        }
        if !isBig { emit(.BUILD_MAP, range.count) }
    }
}

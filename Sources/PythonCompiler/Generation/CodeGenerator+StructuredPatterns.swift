import PythonBytecode
import PythonSyntax

/// Patterns with parts: sequences, mappings, classes (`pattern_helper_sequence_unpack` and the
/// `compiler_pattern_…` functions of `Python/compile.c`).
extension CodeGenerator {
    // MARK: Sequences

    mutating func generateSequencePattern(
        _ patterns: NodeList<PatternNode>, _ context: inout PatternContext
    ) throws(CompileError) {
        let count = Int(patterns.count)
        var star: Int?
        var hasOnlyWildcards = true
        var starIsWildcard = false
        for index in 0..<count {
            let pattern = working.element(patterns, index)
            if case .star(let name) = tree[pattern].kind {
                guard star == nil else {
                    throw error("multiple starred names in sequence pattern")
                }
                starIsWildcard = name == nil
                hasOnlyWildcards = hasOnlyWildcards && starIsWildcard
                star = index
            } else {
                hasOnlyWildcards = hasOnlyWildcards && isWildcard(pattern)
            }
        }
        context.onTop += 1
        emit(.MATCH_SEQUENCE)
        emitFailJump(.POP_JUMP_IF_FALSE, &context)
        if star == nil {
            emitLengthCheck(.equal, count, &context)
        } else if count > 1 {
            emitLengthCheck(.greaterOrEqual, count - 1, &context)
        }
        context.onTop -= 1
        if hasOnlyWildcards {
            emit(.POP_TOP)
        } else if starIsWildcard, let star {
            try generateSubscripts(patterns, star: star, &context)
        } else {
            try generateUnpacking(patterns, &context)
        }
    }

    private mutating func emitLengthCheck(
        _ op: ComparisonOperator, _ length: Int, _ context: inout PatternContext
    ) {
        emit(.GET_LEN)
        loadConstant(.integer(.small(length)))
        emitComparison(op)
        emitFailJump(.POP_JUMP_IF_FALSE, &context)
    }

    private mutating func generateUnpacking(
        _ patterns: NodeList<PatternNode>, _ context: inout PatternContext
    ) throws(CompileError) {
        let count = Int(patterns.count)
        var hasStar = false
        for index in 0..<count {
            guard case .star = tree[working.element(patterns, index)].kind else { continue }
            guard !hasStar else {
                throw error("multiple starred expressions in sequence pattern")
            }
            let after = count - index - 1
            guard index < 1 << 8, after < Int(Int32.max >> 8) else {
                throw error("too many expressions in star-unpacking sequence pattern")
            }
            emit(.UNPACK_EX, index + after << 8)
            hasStar = true
        }
        if !hasStar { emit(.UNPACK_SEQUENCE, count) }
        context.onTop += count
        for index in 0..<count {
            context.onTop -= 1
            try generateSubpattern(working.element(patterns, index), &context)
        }
    }

    /// A sequence whose star has no name is not unpacked: its other elements are taken by index.
    private mutating func generateSubscripts(
        _ patterns: NodeList<PatternNode>, star: Int, _ context: inout PatternContext
    ) throws(CompileError) {
        let count = Int(patterns.count)
        context.onTop += 1
        for index in 0..<count {
            let pattern = working.element(patterns, index)
            if index == star || isWildcard(pattern) { continue }
            emit(.COPY, 1)
            if index < star {
                loadConstant(.integer(.small(index)))
            } else {
                // Counted from the length: the subject need not know negative indices.
                emit(.GET_LEN)
                loadConstant(.integer(.small(count - index)))
                emit(.BINARY_OP, Int(BinaryOperation.subtract.rawValue))
            }
            emit(.BINARY_SUBSCR)
            try generateSubpattern(pattern, &context)
        }
        context.onTop -= 1
        emit(.POP_TOP)
    }

    // MARK: Mappings

    mutating func generateMappingPattern(
        _ keys: NodeList<ExpressionNode>, _ patterns: NodeList<PatternNode>,
        _ rest: Identifier?, _ context: inout PatternContext
    ) throws(CompileError) {
        let count = Int(keys.count)
        guard count == Int(patterns.count) else {
            throw error(
                "keys (\(count)) / patterns (\(patterns.count)) length mismatch in mapping pattern")
        }
        context.onTop += 1
        emit(.MATCH_MAPPING)
        emitFailJump(.POP_JUMP_IF_FALSE, &context)
        if count == 0, rest == nil {
            context.onTop -= 1
            emit(.POP_TOP)
            return
        }
        if count > 0 { emitLengthCheck(.greaterOrEqual, count, &context) }
        try generateKeys(keys)
        emit(.BUILD_TUPLE, count)
        emit(.MATCH_KEYS)
        context.onTop += 2
        emitNoneCheck(&context)
        emit(.UNPACK_SEQUENCE, count)
        context.onTop += count - 1
        for index in 0..<count {
            context.onTop -= 1
            try generateSubpattern(working.element(patterns, index), &context)
        }
        context.onTop -= 2
        guard let rest else {
            emit(.POP_TOP)
            emit(.POP_TOP)
            return
        }
        // rest = dict(subject); for key in keys: del rest[key]
        emit(.BUILD_MAP, 0)
        emit(.SWAP, 3)
        emit(.DICT_UPDATE, 2)
        emit(.UNPACK_SEQUENCE, count)
        for remaining in (1...max(1, count)).reversed() where remaining <= count {
            emit(.COPY, 1 + remaining)
            emit(.SWAP, 2)
            emit(.DELETE_SUBSCR)
        }
        try store(rest, &context)
    }

    private mutating func generateKeys(_ keys: NodeList<ExpressionNode>) throws(CompileError) {
        var seen: [Constant] = []
        for index in 0..<Int(keys.count) {
            let key = working.element(keys, index)
            if let constant = working.constant(key) {
                guard !seen.contains(where: { ConstantMath.isEqual($0, constant) }) else {
                    throw error(
                        "mapping pattern checks duplicate key (\(constant.pythonRepresentation))")
                }
                seen.append(constant)
            } else if case .attribute = working[key].kind {
            } else {
                throw error(
                    "mapping pattern keys may only match literals and attribute lookups")
            }
            try generate(key)
        }
    }

    /// Fails when the value on top is None.
    private mutating func emitNoneCheck(_ context: inout PatternContext) {
        emit(.COPY, 1)
        loadConstant(.none)
        emit(.IS_OP, 1)
        emitFailJump(.POP_JUMP_IF_FALSE, &context)
    }

    // MARK: Classes

    mutating func generateClassPattern(
        _ type: ExpressionID, _ patterns: NodeList<PatternNode>, _ attributes: NodeList<String>,
        _ keywordPatterns: NodeList<PatternNode>, span: SourceSpan,
        _ context: inout PatternContext
    ) throws(CompileError) {
        let count = Int(patterns.count)
        let attributeCount = Int(attributes.count)
        guard attributeCount == Int(keywordPatterns.count) else {
            throw error(
                "kwd_attrs (\(attributeCount)) / kwd_patterns (\(keywordPatterns.count)) "
                    + "length mismatch in class pattern")
        }
        if attributeCount > 0 {
            try checkAttributes(attributes, keywordPatterns)
            locate(span)
        }
        try generate(type)
        var names: [Constant] = []
        for index in 0..<attributeCount {
            names.append(stringConstant(working.element(attributes, index)))
        }
        loadConstant(.tuple(names))
        emit(.MATCH_CLASS, count)
        emit(.COPY, 1)
        loadConstant(.none)
        emit(.IS_OP, 1)
        context.onTop += 1
        emitFailJump(.POP_JUMP_IF_FALSE, &context)
        emit(.UNPACK_SEQUENCE, count + attributeCount)
        context.onTop += count + attributeCount - 1
        for index in 0..<count + attributeCount {
            context.onTop -= 1
            let pattern =
                index < count
                ? working.element(patterns, index)
                : working.element(keywordPatterns, index - count)
            if isWildcard(pattern) {
                emit(.POP_TOP)
            } else {
                try generateSubpattern(pattern, &context)
            }
        }
    }

    private mutating func checkAttributes(
        _ attributes: NodeList<String>, _ patterns: NodeList<PatternNode>
    ) throws(CompileError) {
        let count = Int(attributes.count)
        for index in 0..<count {
            let name = working.element(attributes, index)
            locate(tree[working.element(patterns, index)].span)
            try rejectForbidden(name, .store)
            for other in (index + 1)..<max(index + 1, count)
            where working.element(attributes, other) == name {
                locate(tree[working.element(patterns, other)].span)
                throw error(
                    "attribute name repeated in class pattern: \(working.names.spelling(name))")
            }
        }
    }
}

import PythonRuntime
import PythonSyntax

/// Finds the operator inside an expression that raised, so that a traceback can mark it (`~~^~~`;
/// `extract_anchors_from_expr`, `Python/traceback.c`).
enum ErrorAnchors {
    /// The anchors of an expression's text; nil when it is no binary operation or subscript by itself.
    static func find(in expression: String) -> OperatorAnchors? {
        guard let source = try? SourceText(expression),
            let tree = try? PythonParser.parse(source, firstLine: 1),
            case .module(let body) = tree.root
        else { return nil }
        let statements = tree.elements(of: body)
        guard statements.count == 1, case .expression(let id) = tree[statements[0]].kind else {
            return nil
        }
        switch tree[id].kind {
        case .binOp(let left, _, let right):
            return operatorAnchors(
                Array(expression.utf8), after: Int(tree[left].span.endColumn),
                before: Int(tree[right].span.column))
        case .subscript(let value, let slice, _):
            return OperatorAnchors(
                left: Int(tree[value].span.endColumn), right: Int(tree[slice].span.endColumn) + 1)
        default: return nil
        }
    }

    /// The first thing between the operands that isn't space, with a second character if it has one.
    private static func operatorAnchors(
        _ text: [UInt8], after start: Int, before end: Int
    ) -> OperatorAnchors? {
        func isSpace(_ index: Int) -> Bool {
            [UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0c].contains(text[index])
        }
        for index in start..<max(start, min(end, text.count)) where !isSpace(index) {
            let isWide = index + 1 < min(end, text.count) && !isSpace(index + 1)
            return OperatorAnchors(left: index, right: index + (isWide ? 2 : 1))
        }
        return nil
    }
}

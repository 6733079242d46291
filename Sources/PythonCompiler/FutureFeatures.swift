import PythonBytecode
import PythonSyntax

/// The `from __future__` imports at the head of a source (`Python/future.c`).
struct FutureFeatures {
    private(set) var flags: CodeFlags
    /// The line of the last such import; later ones are errors. -1 when there is none.
    private(set) var lastLine: Int32 = -1

    var annotations: Bool { flags.contains(.futureAnnotations) }

    /// Features that were accepted once and mean nothing any more.
    private static let mandatory: Set<String> = [
        "nested_scopes", "generators", "division", "absolute_import", "with_statement",
        "print_function", "unicode_literals", "generator_stop",
    ]

    init(_ working: WorkingTree, root: SyntaxRoot, inherited: CodeFlags) throws(CompileError) {
        flags = inherited
        let body: NodeList<StatementNode>
        switch root {
        case .module(let list), .interactive(let list): body = list
        case .expression, .functionType: return
        }
        var isDone = false
        var previousLine: Int32 = 0
        let first = working.docstring(of: body) == nil ? 0 : 1
        for index in 0..<Int(body.count) where index >= first {
            let node = working.tree[working.element(body, index)]
            if isDone, node.span.line > previousLine { return }
            previousLine = node.span.line
            guard case .importFrom(let module?, let names, _) = node.kind,
                working.names.spelling(module) == "__future__"
            else {
                isDone = true
                continue
            }
            if isDone {
                throw .syntax(
                    CompileDiagnostic(
                        "from __future__ imports must occur at the beginning of the file",
                        line: node.span.line, column: node.span.column))
            }
            try add(names, working, at: node.span)
            lastLine = node.span.line
        }
    }

    private mutating func add(
        _ names: NodeList<AliasNode>, _ working: WorkingTree, at span: SourceSpan
    ) throws(CompileError) {
        for index in 0..<Int(names.count) {
            let alias = working.tree[working.element(names, index)]
            let feature = working.names.spelling(alias.name)
            switch feature {
            case "annotations": flags.insert(.futureAnnotations)
            case "barry_as_FLUFL": flags.insert(.futureBarryAsBDFL)
            case _ where Self.mandatory.contains(feature): break
            default:
                let message =
                    feature == "braces"
                    ? "not a chance" : "future feature \(feature) is not defined"
                throw .syntax(
                    CompileDiagnostic(message, line: span.line, column: span.column &+ 1))
            }
        }
    }
}

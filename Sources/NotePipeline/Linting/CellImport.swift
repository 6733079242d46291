import NoteReader
import PythonSyntax

/// A module that a cell imports, wherever in it the import stands.
struct CellImport: Hashable {
    /// The whole dotted name.
    var module: String
    /// The line and the byte columns of the note, counted from 1.
    var line: Int
    var column: Int
    var endColumn: Int

    /// All imports of a part of a cell but relative ones and those in a `try`, which reckons with failure.
    static func all(in part: CellPart, of cell: Cell) -> [CellImport] {
        guard let source = try? SourceText(part.code), let tree = try? PythonParser.parse(source),
            case .module(let body) = tree.root
        else { return [] }
        var finder = Finder(tree: tree, part: part, cell: cell)
        finder.look(through: body)
        return finder.found
    }

    private struct Finder {
        let tree: SyntaxTree
        let part: CellPart
        let cell: Cell
        var found: [CellImport] = []

        mutating func look(through body: NodeList<StatementNode>) {
            for statement in tree.elements(of: body) { look(at: tree[statement]) }
        }

        private mutating func look(at statement: StatementNode) {
            switch statement.kind {
            case .import(let names):
                for name in tree.elements(of: names) {
                    add(tree.spelling(of: tree[name].name), tree[name].span)
                }
            case .importFrom(let module?, _, 0): add(tree.spelling(of: module), statement.span)
            case .functionDef(let definition, _): look(through: definition.body)
            case .classDef(let definition): look(through: definition.body)
            case .for(_, _, let body, let orElse, _), .while(_, let body, let orElse):
                look(through: body)
                look(through: orElse)
            case .if(let test, let body, let orElse):
                if !isForTypesOnly(test) { look(through: body) }
                look(through: orElse)
            case .with(_, let body, _): look(through: body)
            default: break
            }
        }

        /// `TYPE_CHECKING` and `typing.TYPE_CHECKING` are never true when a program runs.
        private func isForTypesOnly(_ test: ExpressionID) -> Bool {
            switch tree[test].kind {
            case .name(let name, _), .attribute(_, let name, _):
                tree.spelling(of: name) == "TYPE_CHECKING"
            default: false
            }
        }

        private mutating func add(_ module: String, _ span: SourceSpan) {
            let index = part.firstIndex + Int(span.line) - 1
            guard cell.lines.indices.contains(index) else { return }
            let line = cell.lines[index]
            let shift = part.promptLength + line.columnShift + 1
            found.append(
                CellImport(
                    module: module, line: line.noteLine, column: Int(span.column) + shift,
                    endColumn: (span.endLine == span.line ? Int(span.endColumn) : 0) + shift))
        }
    }
}

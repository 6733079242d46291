/// Writes a tree in exactly the form of `ast.dump(tree, include_attributes=True)`.
///
/// It is what `heapnote python --dump ast` prints and what the differences against CPython compare.
public struct SyntaxDump {
    let tree: SyntaxTree
    var output: ContiguousArray<UInt8> = []
    /// Levels of nodes above the current one.
    var depth = 0
    var isTooDeep = false
    var needsComma = false

    /// How deep CPython builds objects for nodes: three times its recursion limit.
    static let maximumDepth = 2990
    /// What fits any thread's stack.
    var depthLimit = 300

    init(_ tree: SyntaxTree) { self.tree = tree }

    /// The dump, in UTF-8.
    public static func dump(_ tree: SyntaxTree) throws(PythonSyntaxError) -> ContiguousArray<UInt8>
    {
        var dump = SyntaxDump(tree)
        dump.writeRoot()
        if dump.isTooDeep {
            dump = SyntaxDump(tree)
            dump.depthLimit = maximumDepth
            DeepStack.run { dump.writeRoot() }
        }
        if dump.isTooDeep {
            throw PythonSyntaxError(
                kind: .recursionError,
                message: "maximum recursion depth exceeded during ast construction")
        }
        return dump.output
    }

    private mutating func writeRoot() {
        switch tree.root {
        case .module(let body):
            open("Module")
            field("body", body) { $0.write($1) }
            write(", type_ignores=[]")
        case .interactive(let body):
            open("Interactive")
            field("body", body) { $0.write($1) }
        case .expression(let value):
            open("Expression")
            field("body", value)
        case .functionType(let arguments, let returns):
            open("FunctionType")
            field("argtypes", arguments)
            field("returns", returns)
        }
        close()
    }

    // MARK: Writing

    mutating func write(_ text: StaticString) {
        output.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func write(_ number: Int32) {
        if number < 0 { output.append(0x2D) }
        let start = output.count
        var rest = number.magnitude
        repeat {
            output.append(UInt8(truncatingIfNeeded: 0x30 + rest % 10))
            rest /= 10
        } while rest != 0
        output[start...].reverse()
    }

    /// The name of a node and its opening parenthesis.
    mutating func open(_ name: StaticString) {
        write(name)
        output.append(0x28)
        needsComma = false
    }

    mutating func close() {
        output.append(0x29)
        needsComma = true
    }

    mutating func name(_ name: StaticString) {
        if needsComma { write(", ") }
        write(name)
        output.append(0x3D)
        needsComma = true
    }

    mutating func close(_ span: SourceSpan) {
        name("lineno")
        write(span.line)
        name("col_offset")
        write(span.column)
        name("end_lineno")
        write(span.endLine)
        name("end_col_offset")
        write(span.endColumn)
        close()
    }

    // MARK: Fields

    mutating func field(_ fieldName: StaticString, _ identifier: Identifier?) {
        guard let identifier else { return }
        name(fieldName)
        PythonRepresentation.append(
            .string(Array(tree.spelling(of: identifier).utf8)), to: &output)
    }

    mutating func field(_ fieldName: StaticString, _ value: ExpressionID?) {
        guard let value else { return }
        name(fieldName)
        write(value)
        needsComma = true
    }

    /// A list, each member written by `body`.
    mutating func field<Node>(
        _ fieldName: StaticString, _ list: NodeList<Node>,
        _ body: (inout SyntaxDump, NodeIndex<Node>) -> Void
    ) {
        name(fieldName)
        output.append(0x5B)
        var isFirst = true
        for id in tree.elements(of: list) {
            if !isFirst { write(", ") }
            isFirst = false
            body(&self, id)
        }
        output.append(0x5D)
        needsComma = true
    }

    mutating func field(_ fieldName: StaticString, _ list: NodeList<ExpressionNode>) {
        field(fieldName, list) { $0.write($1) }
    }

    mutating func field(_ fieldName: StaticString, _ list: NodeList<StatementNode>) {
        field(fieldName, list) { $0.write($1) }
    }

    mutating func field(_ fieldName: StaticString, _ list: NodeList<String>) {
        field(fieldName, list) { dump, id in
            PythonRepresentation.append(
                .string(Array(dump.tree.spelling(of: id).utf8)), to: &dump.output)
        }
    }

    mutating func field(_ fieldName: StaticString, number: Int32) {
        name(fieldName)
        write(number)
    }

    mutating func field(_ context: ExpressionContext) {
        name("ctx")
        switch context {
        case .load: write("Load()")
        case .store: write("Store()")
        case .delete: write("Del()")
        }
    }

    mutating func field(_ operation: BinaryOperator) {
        name("op")
        switch operation {
        case .add: write("Add()")
        case .subtract: write("Sub()")
        case .multiply: write("Mult()")
        case .matrixMultiply: write("MatMult()")
        case .divide: write("Div()")
        case .modulo: write("Mod()")
        case .power: write("Pow()")
        case .leftShift: write("LShift()")
        case .rightShift: write("RShift()")
        case .bitOr: write("BitOr()")
        case .bitXor: write("BitXor()")
        case .bitAnd: write("BitAnd()")
        case .floorDivide: write("FloorDiv()")
        }
    }

    /// Counts a level of nesting; false when there are too many.
    mutating func descend() -> Bool {
        depth += 1
        if depth > depthLimit { isTooDeep = true }
        return !isTooDeep
    }

    mutating func ascend() { depth -= 1 }
}

import PythonBytecode
import PythonSyntax

/// The classes without fields and the enums they are in the compiler's tree; both follow the order of
/// `Parser/Python.asdl`, so a mark's number is its sum's and one more than the enum's.
extension NodeKind {
    private init(_ sum: NodeKind, _ index: UInt8) {
        self = NodeKind(rawValue: sum.rawValue + 1 + index) ?? sum
    }

    init(_ context: ExpressionContext) { self.init(.expr_context, context.rawValue) }
    init(_ op: BooleanOperator) { self.init(.boolop, op.rawValue) }
    init(_ op: BinaryOperator) { self.init(.operator, op.rawValue) }
    init(_ op: UnaryOperator) { self.init(.unaryop, op.rawValue) }
    init(_ op: ComparisonOperator) { self.init(.cmpop, op.rawValue) }

    /// Which constructor of its sum it is.
    var markIndex: UInt8 { rawValue &- schema.base.rawValue &- 1 }
}

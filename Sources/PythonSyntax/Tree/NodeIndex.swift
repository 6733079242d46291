/// A typed index of a node in one of a `SyntaxTree`'s pools.
///
/// Nodes name each other by index and never by reference, so a tree is a handful of flat arrays of
/// trivial values: building, walking and dropping it costs no reference counting.
@frozen
public struct NodeIndex<Node>: Equatable, Hashable, Sendable {
    public let rawValue: UInt32

    @inlinable
    public init(_ rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable
    public init(_ position: Int) { self.rawValue = UInt32(truncatingIfNeeded: position) }

    @inlinable
    public var position: Int { Int(rawValue) }
}

/// A run of node indices in the tree's pool of lists; read it with `SyntaxTree.elements(of:)`.
@frozen
public struct NodeList<Node>: Equatable, Hashable, Sendable {
    public let start: UInt32
    public let count: UInt32

    @inlinable
    public init(start: Int, count: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.count = UInt32(truncatingIfNeeded: count)
    }

    @inlinable
    public static var empty: NodeList { NodeList(start: 0, count: 0) }

    @inlinable
    public var isEmpty: Bool { count == 0 }
}

public typealias ExpressionID = NodeIndex<ExpressionNode>
public typealias StatementID = NodeIndex<StatementNode>
public typealias PatternID = NodeIndex<PatternNode>
public typealias ArgumentsID = NodeIndex<ArgumentsNode>
public typealias ArgumentID = NodeIndex<ArgumentNode>
public typealias KeywordID = NodeIndex<KeywordNode>
public typealias ComprehensionID = NodeIndex<ComprehensionNode>
public typealias AliasID = NodeIndex<AliasNode>
public typealias WithItemID = NodeIndex<WithItemNode>
public typealias HandlerID = NodeIndex<ExceptHandlerNode>
public typealias MatchCaseID = NodeIndex<MatchCaseNode>
public typealias ConstantID = NodeIndex<SyntaxConstant>

/// An identifier, NFKC-normalised and interned per tree: two are equal exactly when their spelling is.
/// `SyntaxTree.spelling(of:)` gives the text.
public typealias Identifier = NodeIndex<String>

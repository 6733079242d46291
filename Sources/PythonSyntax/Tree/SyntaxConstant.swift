/// The value of a literal, as the parser reads it, or of a constant in a tree that a program made.
public enum SyntaxConstant: Hashable, Sendable {
    case none
    case `true`
    case `false`
    case ellipsis
    case integer(IntegerLiteral)
    case float(Double)
    /// The imaginary part; a literal has no real one.
    case imaginary(Double)
    /// WTF-8: UTF-8 in which a lone surrogate, which Python's `\ud800` makes, is encoded as three bytes.
    case string([UInt8])
    case bytes([UInt8])
    // The rest is in no source.
    case negativeInteger(IntegerLiteral)
    case complex(real: Double, imaginary: Double)
    case tuple([SyntaxConstant])
    case frozenSet([SyntaxConstant])
    /// An object that is no constant; its type's name.
    case invalid(typeName: String)
}

/// A non-negative integer of any size.
public enum IntegerLiteral: Hashable, Sendable {
    case small(Int)
    /// Digits of 30 bits, least significant first, without leading zeros; used from 2⁶³ on.
    case big([UInt32])
}

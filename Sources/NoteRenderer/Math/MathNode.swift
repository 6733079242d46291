/// A formula as a tree: what TeX says, in MathML's terms.
indirect enum MathNode {
    case row([MathNode])
    case identifier(String, isUpright: Bool)
    case number(String)
    case mathOperator(String, MathOperatorForm)
    case text(String)
    /// In em.
    case space(Double)
    case fraction(MathNode, MathNode, hasLine: Bool, isDisplay: Bool?)
    case root(MathNode, index: MathNode?)
    /// `areLimits`: below and above the base where there is room, as under a sum.
    case scripts(base: MathNode, sub: MathNode?, sup: MathNode?, areLimits: Bool)
    case over(MathNode, MathNode, isAccent: Bool)
    case under(MathNode, MathNode, isAccent: Bool)
    /// A bracket of a size of its own, in em.
    case sized(String, Double)
    case fenced(String, MathNode, String)
    case table([[MathNode]], MathTableForm)
    case styled(MathNode, MathStyle)

    static var empty: MathNode { .row([]) }
}

/// What a table of a formula is: it tells columns' sides and gaps.
enum MathTableForm {
    case matrix, small, cases
    /// Columns in pairs, with a relation at the start of every second one.
    case aligned
    case gathered
    /// From `array`'s letters.
    case columns([Character])
}

/// How an operator stands.
struct MathOperatorForm {
    var isStretchy = false
    /// A sum or its like.
    var isLarge = false
    /// A bracket or another fence, which binds to what is inside.
    var isFence = false
    /// A sign, as in −1, or a character with no space around it.
    var isTight = false

    static let plain = MathOperatorForm()
    static let large = MathOperatorForm(isLarge: true)
    static let fence = MathOperatorForm(isFence: true)
    static let tight = MathOperatorForm(isTight: true)
    static let stretchy = MathOperatorForm(isStretchy: true)
}

enum MathStyle {
    case display(Bool)
    case color(String)
    case boxed
    case struck
    case phantom
}

/// Short forms for the bodies of type slots.

/// The bool of a comparison whose operands are ordered so (−1, 0, 1), a new reference.
@inline(__always)
public func comparisonResult(_ interpreter: Interpreter, _ op: Int32, _ order: Int) -> RawObject {
    let isTrue =
        switch op {
        case 0: order < 0
        case 1: order <= 0
        case 2: order == 0
        case 3: order != 0
        case 4: order > 0
        default: order >= 0
        }
    return interpreter.bool(isTrue).take()
}

/// `NotImplemented`, a new reference.
@inline(__always)
public func notImplementedResult(_ raw: RawObject) -> RawObject {
    Interpreter(containing: raw).notImplemented.owned().take()
}

/// The body of a slot or of a method without arguments: the object and its interpreter.
@inline(__always)
public func withObject(
    _ raw: RawObject, _ body: (Interpreter, Ref) throws(Raised) -> Owned
) -> RawObject? {
    let object = Ref(raw)
    do { return try body(object.interpreter, object).take() } catch { return nil }
}

/// The body of a slot with two operands.
@inline(__always)
public func withObjects(
    _ left: RawObject, _ right: RawObject,
    _ body: (Interpreter, Ref, Ref) throws(Raised) -> Owned
) -> RawObject? {
    let object = Ref(left)
    do { return try body(object.interpreter, object, Ref(right)).take() } catch { return nil }
}

/// The body of a method: `self`, which native code always passes, and its interpreter.
@inline(__always)
public func withSelf(
    _ raw: RawObject?, _ body: (Interpreter, Ref) throws(Raised) -> Owned
) -> RawObject? {
    guard let raw else { return nil }
    return withObject(raw, body)
}

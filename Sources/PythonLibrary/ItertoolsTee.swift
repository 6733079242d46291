import PythonRuntime

/// `tee`: iterators over the same source, which share links of a chain of up to 57 values each.
///
///     tee ─▶ link ─▶ link ─▶ link ─▶ nil       each: source, number of values, next link, values
///                      ▲       ▲
///                  another   the last one alone reads from the source
enum Tee {
    static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("tee", .fast) { module, arguments, count, names in
            nativeMethod(module, arguments, count, names) {
                interpreter, _, arguments throws(Raised) in
                try interpreter.checkArguments("tee", arguments.count, 1, 2)
                let count =
                    try arguments[optional: 1].map { value throws(Raised) in
                        try interpreter.indexValue(value, overflow: .overflowError)
                    } ?? 2
                return try makeTees(interpreter, arguments[0], count)
            }
        }
    ]

    /// A link of the chain, the place in it, and the weak references.
    static func spec() -> TypeSpec {
        let spec = iteratorSpec(
            "itertools._tee", references: 1, numbers: 2, methods: teeMethods, isBase: false,
            new: { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: type)
                    try interpreter.refuseKeywords("_tee", keywords)
                    try interpreter.checkArguments("_tee", Ref(arguments).itemCount, 1, 1)
                    return try makeTee(interpreter, Ref(arguments).tupleItem(0))
                }
            },
            next: { raw in
                nextItem(raw) { interpreter, object throws(Raised) in
                    try next(interpreter, object)
                }
            })
        var weak = spec
        weak.slots = { block in
            spec.slots(block)
            block.pointee.type.tp_weaklistoffset = 32
        }
        return weak
    }

    static func linkSpec() -> TypeSpec {
        TypeSpec(
            library: "itertools._tee_dataobject", basicSize: MemoryLayout<TeeLink>.size + 57 * 8,
            flags: TypeFlags.haveGC,
            methods: [
                MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
                    withSelf(object) { interpreter, link throws(Raised) in
                        try reduceLink(interpreter, link)
                    }
                }
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                Interpreter(containing: raw).deallocate(raw) { clearLink($0) }
            }
            block.pointee.type.tp_clear = { raw in
                clearLink(Ref(raw))
                return 0
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                let link = Ref(raw).teeLink
                var status = visitReference(link.pointee.source, visit, argument)
                for index in 0..<Int(link.pointee.count) where status == 0 {
                    status = visitReference(link.value(index).pointee, visit, argument)
                }
                return status == 0 ? visitReference(link.pointee.next, visit, argument) : status
            }
            block.pointee.type.tp_new = { type, arguments, keywords in
                newInstance(type, arguments, keywords, "teedataobject", 3...3) {
                    interpreter, link, arguments throws(Raised) in
                    try fillLink(interpreter, link, arguments)
                }
            }
        }
    }
}

/// A link (`teedataobject` in `Modules/itertoolsmodule.c`); the values are behind it.
struct TeeLink {
    static var limit: Int { 57 }

    var ob_refcnt: Int
    var ob_type: TypePointer
    var source: RawObject?
    var count: Int32
    /// Whether the source is being asked, which mustn't ask again.
    var isRunning: Int32
    var next: RawObject?
}

extension Ref {
    var teeLink: UnsafeMutablePointer<TeeLink> { fields(TeeLink.self) }
}

extension UnsafeMutablePointer where Pointee == TeeLink {
    func value(_ index: Int) -> UnsafeMutablePointer<RawObject?> {
        UnsafeMutableRawPointer(self + 1).assumingMemoryBound(to: RawObject?.self) + index
    }
}

private var teeMethods: [MethodSpec] {
    [
        MethodSpec("__copy__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                try copy(interpreter, object)
            }
        },
        MethodSpec("__reduce__", .noArguments) { object, _, _, _ in
            withSelf(object) { interpreter, object throws(Raised) in
                let place = try interpreter.makeInt(object.number(24).pointee)
                let state = try interpreter.makeTuple(
                    object.held(16) ?? interpreter.none, place.ref)
                return try interpreter.makeReduction(
                    object, [interpreter.emptyTuple], state: state.ref)
            }
        },
        MethodSpec("__setstate__", .oneArgument) { object, arguments, _, _ in
            nativeMethod(object, arguments, 1, nil) {
                interpreter, object, arguments throws(Raised) in
                try interpreter.checkState(arguments[0], 2...2)
                let link = arguments[0].tupleItem(0)
                guard interpreter.isInstance(link, .teeData) else {
                    throw interpreter.raise(
                        .typeError,
                        "argument 1 must be itertools._tee_dataobject, not \(interpreter.typeName(link.type, limit: 50))"
                    )
                }
                let place = try interpreter.indexValue(
                    arguments[0].tupleItem(1), overflow: .overflowError)
                guard (0...TeeLink.limit).contains(place) else {
                    throw interpreter.raise(.valueError, "Index out of range")
                }
                object.hold(16, link.owned())
                object.number(24).pointee = place
                return interpreter.none.owned()
            }
        },
    ]
}

private func makeTees(
    _ interpreter: Interpreter, _ iterable: Ref, _ count: Int
) throws(Raised) -> Owned {
    if count < 0 { throw interpreter.raise(.valueError, "n must be >= 0") }
    let result = try interpreter.makeTuple(count: count)
    if count == 0 { return result }
    let iterator = try interpreter.iterator(over: iterable)
    // What can be copied is copied; anything else is read through a chain.
    let name = try interpreter.intern("__copy__")
    if let method = try interpreter.lookupAttribute(iterator.ref, name.ref) {
        let copying = Owned(stealing: method)
        for index in 1..<max(count, 1) {
            result.ref.tupleItems[index] = try interpreter.call(copying.ref).take()
        }
        result.ref.tupleItems[0] = iterator.take()
        return result
    }
    let first = try makeTee(interpreter, iterator.ref)
    for index in 1..<max(count, 1) {
        result.ref.tupleItems[index] = try copy(interpreter, first.ref).take()
    }
    result.ref.tupleItems[0] = first.take()
    return result
}

private func makeLink(_ interpreter: Interpreter, _ source: Ref) throws(Raised) -> Owned {
    let link = try interpreter.allocateInstance(interpreter.type(.teeData))
    link.ref.teeLink.pointee.source = source.owned().take()
    return link
}

private func makeTee(_ interpreter: Interpreter, _ iterable: Ref) throws(Raised) -> Owned {
    let iterator = try interpreter.iterator(over: iterable)
    if interpreter.isInstance(iterator.ref, .tee) { return try copy(interpreter, iterator.ref) }
    let link = try makeLink(interpreter, iterator.ref)
    let tee = try interpreter.allocateInstance(interpreter.type(.tee))
    tee.ref.hold(16, link)
    return tee
}

private func copy(_ interpreter: Interpreter, _ tee: Ref) throws(Raised) -> Owned {
    let other = try interpreter.allocateInstance(interpreter.type(.tee))
    if let link = tee.held(16) { other.ref.hold(16, link.owned()) }
    other.ref.number(24).pointee = tee.number(24).pointee
    return other
}

private func next(_ interpreter: Interpreter, _ tee: Ref) throws(Raised) -> RawObject? {
    if tee.number(24).pointee >= TeeLink.limit, let link = tee.held(16)?.owned() {
        if link.ref.teeLink.pointee.next == nil, let source = link.ref.teeLink.pointee.source {
            link.ref.teeLink.pointee.next = try makeLink(interpreter, Ref(source)).take()
        }
        guard let following = link.ref.teeLink.pointee.next else { return nil }
        tee.hold(16, Ref(following).owned())
        tee.number(24).pointee = 0
    }
    guard let held = tee.held(16)?.owned() else { return nil }
    let link = held.ref.teeLink
    let place = tee.number(24).pointee
    if place < Int(link.pointee.count) {
        tee.number(24).pointee = place + 1
        return link.value(place).pointee.map { Ref($0).owned().take() }
    }
    if link.pointee.isRunning != 0 {
        throw interpreter.raise(.runtimeError, "cannot re-enter the tee iterator")
    }
    guard let source = link.pointee.source, place < TeeLink.limit else { return nil }
    link.pointee.isRunning = 1
    let item = Ref(source).type.pointee.tp_iternext?(source)
    link.pointee.isRunning = 0
    guard let item else { return nil }
    let count = Int(link.pointee.count)
    link.value(count).pointee = Ref(item).owned().take()
    link.pointee.count += 1
    tee.number(24).pointee = place + 1
    return item
}

/// Empties a link. Of the links behind it those that nothing else holds go one after another.
private func clearLink(_ object: Ref) {
    let link = object.teeLink
    let source = link.pointee.source
    link.pointee.source = nil
    if let source { Ref(source).decref() }
    let count = Int(link.pointee.count)
    link.pointee.count = 0
    for index in 0..<count {
        if let value = link.value(index).pointee {
            link.value(index).pointee = nil
            Ref(value).decref()
        }
    }
    var following = link.pointee.next
    link.pointee.next = nil
    while let raw = following {
        following = nil
        if Ref(raw).refcount == 1, Ref(raw).type == object.type {
            following = Ref(raw).teeLink.pointee.next
            Ref(raw).teeLink.pointee.next = nil
        }
        Ref(raw).decref()
    }
}

private func reduceLink(_ interpreter: Interpreter, _ link: Ref) throws(Raised) -> Owned {
    let fields = link.teeLink
    let values = try interpreter.makeList()
    for index in 0..<Int(fields.pointee.count) {
        guard let value = fields.value(index).pointee else { continue }
        try interpreter.listAppend(values.ref, Ref(value))
    }
    let none = interpreter.none
    let source = fields.pointee.source.map { Ref($0) } ?? none
    let next = fields.pointee.next.map { Ref($0) } ?? none
    return try interpreter.makeReduction(link, [source, values.ref, next])
}

/// `_tee_dataobject(source, values, next)`: only a full link has a next one.
private func fillLink(
    _ interpreter: Interpreter, _ object: Ref, _ arguments: Ref
) throws(Raised) {
    let (source, values, next) = (
        arguments.tupleItem(0), arguments.tupleItem(1), arguments.tupleItem(2)
    )
    guard values.isList else {
        throw interpreter.raise(
            .typeError,
            "teedataobject() argument 2 must be list, not \(interpreter.typeName(values.type, limit: 50))"
        )
    }
    let count = values.itemCount
    let hasNext = !next.isNone
    guard count <= TeeLink.limit,
        !hasNext || count == TeeLink.limit && interpreter.isInstance(next, .teeData)
    else { throw interpreter.raise(.valueError, "Invalid arguments") }
    let link = object.teeLink
    link.pointee.source = source.owned().take()
    for index in 0..<count {
        link.value(index).pointee = values.listItem(index).owned().take()
    }
    link.pointee.count = Int32(count)
    if hasNext { link.pointee.next = next.owned().take() }
}

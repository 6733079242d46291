/// A variable shared between functions (`Include/cpython/cellobject.h`), 24 bytes.
@frozen
public struct PyCellObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    /// Owned; nil while the variable is unbound.
    public var ob_ref: RawObject?
}

extension Ref {
    /// The content of a cell, borrowed.
    @inline(__always)
    var cellContent: RawObject? {
        get { fields(PyCellObject.self).pointee.ob_ref }
        nonmutating set { fields(PyCellObject.self).pointee.ob_ref = newValue }
    }
}

extension Interpreter {
    /// A tracked cell; steals the content.
    func makeCell(stealing content: RawObject?) throws(Raised) -> Owned {
        let raw: RawObject
        do {
            raw = try newGCObject(type(.cell), size: MemoryLayout<PyCellObject>.size)
        } catch {
            if let content { Ref(content).decref() }
            throw error
        }
        Ref(raw).cellContent = content
        track(raw)
        return Owned(stealing: raw)
    }

    static func cellTypeSpec() -> TypeSpec {
        TypeSpec(
            builtin: .cell, name: "cell", basicSize: MemoryLayout<PyCellObject>.size,
            flags: TypeFlags.haveGC,
            getSets: [
                GetSetSpec(
                    "cell_contents",
                    { raw, _ in
                        slotResult { () throws(Raised) in
                            guard let content = Ref(raw).cellContent else {
                                throw Ref(raw).interpreter.raise(.valueError, "Cell is empty")
                            }
                            return Ref(content).owned()
                        }
                    },
                    { raw, value, _ in
                        let previous = Ref(raw).cellContent
                        if let value { Ref(value).incref() }
                        Ref(raw).cellContent = value
                        if let previous { Ref(previous).decref() }
                        return 0
                    })
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Ref(raw).interpreter
                interpreter.untrack(raw)
                if let content = Ref(raw).cellContent { Ref(content).decref() }
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                guard let content = Ref(raw).cellContent else { return 0 }
                return visit(content, argument)
            }
            block.pointee.type.tp_clear = { raw in
                let content = Ref(raw).cellContent
                Ref(raw).cellContent = nil
                if let content { Ref(content).decref() }
                return 0
            }
            block.pointee.type.tp_repr = { raw in
                slotResult { () throws(Raised) in try Ref(raw).interpreter.cellRepr(Ref(raw)) }
            }
            block.pointee.type.tp_richcompare = { left, right, op in
                slotResult { () throws(Raised) in
                    try Ref(left).interpreter.compareCells(Ref(left), Ref(right), op)
                }
            }
            block.pointee.type.tp_new = { _, arguments, _ in
                slotResult { () throws(Raised) in
                    try Ref(arguments).interpreter.cellFromArguments(Ref(arguments))
                }
            }
        }
    }

    private func cellRepr(_ cell: Ref) throws(Raised) -> Owned {
        guard let raw = cell.cellContent else {
            return try makeString("<cell at \(addressText(cell)): empty>")
        }
        let content = Ref(raw)
        return try makeString(
            "<cell at \(addressText(cell)): \(typeName(content.type)) object at "
                + "\(addressText(content))>")
    }

    private func compareCells(_ left: Ref, _ right: Ref, _ op: Int32) throws(Raised) -> Owned {
        guard left.isExactly(.cell), right.isExactly(.cell), let op = Comparison(rawValue: op)
        else { return notImplemented.owned() }
        switch (left.cellContent, right.cellContent) {
        case (let a?, let b?): return try compare(Ref(a), Ref(b), op)
        case (let a, let b):
            let order = (a == nil ? 0 : 1) - (b == nil ? 0 : 1)
            switch op {
            case .less: return bool(order < 0)
            case .lessOrEqual: return bool(order <= 0)
            case .equal: return bool(order == 0)
            case .notEqual: return bool(order != 0)
            case .greater: return bool(order > 0)
            case .greaterOrEqual: return bool(order >= 0)
            }
        }
    }

    private func cellFromArguments(_ arguments: Ref) throws(Raised) -> Owned {
        guard arguments.itemCount <= 1 else {
            throw raise(
                .typeError, "cell expected at most 1 argument, got \(arguments.itemCount)")
        }
        guard arguments.itemCount == 1 else { return try makeCell(stealing: nil) }
        return try makeCell(stealing: arguments.tupleItem(0).owned().take())
    }
}

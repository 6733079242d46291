/// The method resolution order of classes: the C3 merge of the bases' orders (`mro_implementation`).
extension Interpreter {
    /// The order of a class whose bases are set, a tuple.
    func resolutionOrder(_ type: TypePointer, bases: Ref) throws(Raised) -> Owned {
        for index in 0..<bases.itemCount {
            for other in (index + 1)..<max(index + 1, bases.itemCount)
            where bases.tupleItem(index) == bases.tupleItem(other) {
                let name = typeName(bases.tupleItem(index).fields(PyTypeObject.self), limit: nil)
                throw raise(.typeError, "duplicate base class \(name)")
            }
        }
        var lists: [[Ref]] = []
        for index in 0..<bases.itemCount {
            let base = bases.tupleItem(index).fields(PyTypeObject.self)
            guard base.pointee.tp_mro != nil else {
                throw raise(
                    .typeError, "Cannot extend an incomplete type '\(typeName(base))'")
            }
            lists.append(order(of: bases.tupleItem(index).fields(PyTypeObject.self)))
        }
        lists.append((0..<bases.itemCount).map { bases.tupleItem($0) })
        var positions = [Int](repeating: 0, count: lists.count)
        var result = [type.object]
        while let next = try nextInOrder(lists, positions) {
            result.append(next)
            for index in lists.indices
            where positions[index] < lists[index].count && lists[index][positions[index]] == next {
                positions[index] += 1
            }
        }
        return try makeTuple(result)
    }

    private func order(of type: TypePointer) -> [Ref] {
        guard let mro = type.pointee.tp_mro else { return [type.object] }
        return (0..<Ref(mro).itemCount).map { Ref(mro).tupleItem($0) }
    }

    /// The first head that is in no list's tail; nil when all lists are used up.
    private func nextInOrder(_ lists: [[Ref]], _ positions: [Int]) throws(Raised) -> Ref? {
        var heads: [Ref] = []
        for (list, position) in zip(lists, positions) where position < list.count {
            let head = list[position]
            let isLater = zip(lists, positions).contains { list, position in
                position < list.count && list[(position + 1)...].contains(head)
            }
            if !isLater { return head }
            if !heads.contains(head) { heads.append(head) }
        }
        guard !heads.isEmpty else { return nil }
        let names = heads.map { typeName($0.fields(PyTypeObject.self), limit: nil) }.joined(
            separator: ", ")
        throw raise(
            .typeError,
            "Cannot create a consistent method resolution\norder (MRO) for bases \(names)")
    }
}

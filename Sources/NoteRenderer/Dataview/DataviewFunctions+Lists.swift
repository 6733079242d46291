/// The functions that take a function: `map(this.file.tasks, (t) => t.text)`.
extension DataviewFunctions {
    typealias Application =
        (_ lambda: DataviewValue, _ arguments: [DataviewValue]) throws(DataviewFailure) ->
        DataviewValue

    /// Nil for a function that takes none.
    static func call(
        _ name: String, _ arguments: [DataviewValue], applying apply: Application
    ) throws(DataviewFailure) -> DataviewValue? {
        guard case .list(let items)? = arguments.first else { return nil }
        let key = arguments.count > 1 ? arguments[1] : nil
        if name == "sort" { return .list(try sorted(items, by: key, apply)) }
        guard let key, case .lambda = key else { return nil }
        switch name {
        case "map", "filter", "all", "any", "none", "minby", "maxby": break
        default: return nil
        }
        var values: [DataviewValue] = []
        for item in items { values.append(try apply(key, [item])) }
        switch name {
        case "map": return .list(values)
        case "filter": return .list(zip(items, values).filter { $1.isTrue }.map(\.0))
        case "all": return .boolean(values.allSatisfy(\.isTrue))
        case "any": return .boolean(values.contains(where: \.isTrue))
        case "none": return .boolean(!values.contains(where: \.isTrue))
        default: return best(items, values, wanted: name == "minby" ? -1 : 1)
        }
    }

    private static func best(
        _ items: [DataviewValue], _ values: [DataviewValue], wanted: Int
    ) -> DataviewValue {
        var best: Int?
        for index in values.indices where values[index] != .null {
            if let old = best, values[index].order(against: values[old]) != wanted { continue }
            best = index
        }
        return best.map { items[$0] } ?? .null
    }

    private static func sorted(
        _ items: [DataviewValue], by lambda: DataviewValue?, _ apply: Application
    ) throws(DataviewFailure) -> [DataviewValue] {
        var keyed: [(key: DataviewValue, place: Int)] = []
        for (place, item) in items.enumerated() {
            keyed.append(
                (
                    try lambda.map { (f) throws(DataviewFailure) in try apply(f, [item]) } ?? item,
                    place
                ))
        }
        keyed.sort { left, right in
            let order = left.key.order(against: right.key) ?? 0
            return order == 0 ? left.place < right.place : order < 0
        }
        return keyed.map { items[$0.place] }
    }
}

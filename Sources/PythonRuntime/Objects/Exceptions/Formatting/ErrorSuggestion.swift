/// "Did you mean": the name most like one that wasn't found (`Python/suggestions.c`).
struct ErrorSuggestion {
    private let interpreter: Interpreter

    private static let candidateLimit = 750
    private static let lengthLimit = 40
    /// The cost of a character inserted, removed or changed, and of one in the other case.
    private static let moveCost = 2
    private static let caseCost = 1

    init(_ interpreter: Interpreter) { self.interpreter = interpreter }

    func suggestion(for exception: Ref) -> String? {
        if exception.isExactly(.attributeError) { return attributeSuggestion(exception) }
        if exception.isExactly(.nameError) { return nameSuggestion(exception) }
        return nil
    }

    /// Among `dir(object)`.
    private func attributeSuggestion(_ exception: Ref) -> String? {
        let fields = exception.fields(PyAttributeErrorObject.self)
        guard let name = fields.pointee.name, let object = fields.pointee.obj, Ref(name).isStr,
            let builtins = interpreter.state.pointee.modules.builtinsDict,
            let key = try? interpreter.intern("dir"),
            let function = interpreter.dictGet(Ref(builtins), str: key.ref),
            let names = try? interpreter.call(function, Ref(object))
        else {
            interpreter.clearException()
            return nil
        }
        return best(Ref(name).text, among: texts(names.ref))
    }

    /// Among the variables of the innermost frame, then the globals, then the builtins.
    private func nameSuggestion(_ exception: Ref) -> String? {
        guard let raw = exception.fields(PyNameErrorObject.self).pointee.name, Ref(raw).isStr,
            var traceback = exception.exception.pointee.traceback
        else { return nil }
        while let next = Ref(traceback).traceback.pointee.tb_next { traceback = next }
        let frame = Ref(Ref(traceback).traceback.pointee.tb_frame).frameFields.pointee.f_frame
        let name = Ref(raw).text
        let places = [
            Ref(frame.code.pointee.co_localsplusnames), Ref(frame.pointee.f_globals),
            Ref(frame.pointee.f_builtins),
        ]
        for place in places {
            var names = texts(place)
            if place.raw == interpreter.state.pointee.modules.builtinsDict,
                interpreter.lacksSiteBuiltins
            {
                names += Interpreter.siteNames
            }
            if let found = best(name, among: names) { return found }
        }
        return nil
    }

    /// The strs of an iterable.
    private func texts(_ names: Ref) -> [String] {
        guard let items = try? interpreter.tupleFromIterable(names) else {
            interpreter.clearException()
            return []
        }
        return (0..<items.ref.itemCount).compactMap { index in
            let item = items.ref.tupleItem(index)
            return item.isStr ? item.text : nil
        }
    }

    // MARK: Distances

    private func best(_ name: String, among candidates: [String]) -> String? {
        guard candidates.count < Self.candidateLimit else { return nil }
        let wanted = Array(name.utf8)
        var result: String?
        var distance = Int.max
        for candidate in candidates where candidate != name {
            let bytes = Array(candidate.utf8)
            let limit = min((wanted.count + bytes.count + 3) * Self.moveCost / 6, distance - 1)
            let current = Self.distance(wanted, bytes, limit: limit)
            if current > limit { continue }
            if result == nil || current < distance {
                result = candidate
                distance = current
            }
        }
        return result
    }

    /// The Levenshtein distance, or anything over the limit when it is over.
    private static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
        var a = left[...]
        var b = right[...]
        while let first = a.first, first == b.first {
            a.removeFirst()
            b.removeFirst()
        }
        while let last = a.last, last == b.last {
            a.removeLast()
            b.removeLast()
        }
        if a.isEmpty || b.isEmpty { return (a.count + b.count) * moveCost }
        if a.count > lengthLimit || b.count > lengthLimit { return limit + 1 }
        if a.count > b.count { swap(&a, &b) }
        if (b.count - a.count) * moveCost > limit { return limit + 1 }
        var row = (1...a.count).map { $0 * moveCost }
        var result = 0
        for (index, byte) in b.enumerated() {
            var diagonal = index * moveCost
            result = diagonal
            var minimum = Int.max
            for (column, other) in a.enumerated() {
                let substitution = diagonal + substitutionCost(byte, other)
                diagonal = row[column]
                result = min(substitution, min(result, diagonal) + moveCost)
                row[column] = result
                minimum = min(minimum, result)
            }
            if minimum > limit { return limit + 1 }
        }
        return result
    }

    private static func substitutionCost(_ left: UInt8, _ right: UInt8) -> Int {
        if left == right { return 0 }
        func lowered(_ byte: UInt8) -> UInt8 {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
        }
        return lowered(left) == lowered(right) ? caseCost : moveCost
    }
}

import PythonRuntime

/// The module `_heapq` (`Modules/_heapqmodule.c`). Lists are heaps whose smallest item is first, or, for the
/// functions that end in `_max`, whose largest is.
enum HeapqModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("_heapq", functions: functions)
        try interpreter.setText(
            module.ref, "__about__",
            "A heap is a list in which each item is at most as large as those at 2k+1 and 2k+2.")
        return module
    }

    /// A function of a heap and an item.
    private static func withItem(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ name: StaticString,
        _ body: (NativeHeap, Ref) throws(Raised) -> Owned
    ) -> RawObject? {
        nativeMethod(module, arguments, count, names) { interpreter, _, arguments throws(Raised) in
            try interpreter.checkArguments(name, arguments.count, 2, 2)
            let list = arguments[0]
            guard list.isList else {
                throw interpreter.raise(
                    .typeError,
                    "\(name)() argument 1 must be list, not \(interpreter.argumentTypeName(list))")
            }
            return try body(NativeHeap(interpreter, list), arguments[1])
        }
    }

    /// A function of a heap.
    private static func withHeap(
        _ module: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ name: StaticString,
        isMaximal: Bool = false, _ body: (NativeHeap) throws(Raised) -> Owned
    ) -> RawObject? {
        moduleFunction(module, arguments) { interpreter, list throws(Raised) in
            guard list.isList else {
                throw interpreter.raise(
                    .typeError,
                    "\(name)() argument must be list, not \(interpreter.argumentTypeName(list))")
            }
            return try body(NativeHeap(interpreter, list, isMaximal: isMaximal))
        }
    }

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("heappush", .fast) { module, arguments, count, names in
            withItem(module, arguments, count, names, "heappush") { heap, item throws(Raised) in
                try heap.push(item)
                return heap.interpreter.none.owned()
            }
        },
        NativeModuleFunction("heappushpop", .fast) { module, arguments, count, names in
            withItem(module, arguments, count, names, "heappushpop") { heap, item throws(Raised) in
                guard heap.count > 0 else { return item.owned() }
                let first = heap.item(0).owned()
                guard try heap.interpreter.compareBool(first.ref, item, .less) else {
                    return item.owned()
                }
                return try heap.replace(item)
            }
        },
        NativeModuleFunction("heappop", .oneArgument) { module, arguments, _, _ in
            withHeap(module, arguments, "heappop") { heap throws(Raised) in try heap.pop() }
        },
        NativeModuleFunction("heapreplace", .fast) { module, arguments, count, names in
            withItem(module, arguments, count, names, "heapreplace") { heap, item throws(Raised) in
                try heap.replace(item)
            }
        },
        NativeModuleFunction("heapify", .oneArgument) { module, arguments, _, _ in
            withHeap(module, arguments, "heapify") { heap throws(Raised) in
                try heap.arrange()
                return heap.interpreter.none.owned()
            }
        },
        NativeModuleFunction("_heappop_max", .oneArgument) { module, arguments, _, _ in
            withHeap(module, arguments, "_heappop_max", isMaximal: true) { heap throws(Raised) in
                try heap.pop()
            }
        },
        NativeModuleFunction("_heapify_max", .oneArgument) { module, arguments, _, _ in
            withHeap(module, arguments, "_heapify_max", isMaximal: true) { heap throws(Raised) in
                try heap.arrange()
                return heap.interpreter.none.owned()
            }
        },
        NativeModuleFunction("_heapreplace_max", .fast) { module, arguments, count, names in
            withItem(module, arguments, count, names, "_heapreplace_max") {
                heap, item throws(Raised) in
                var maximal = heap
                maximal.isMaximal = true
                return try maximal.replace(item)
            }
        },
    ]
}

extension Interpreter {
    /// A type's name as complaints about arguments have it: `None` for that.
    func argumentTypeName(_ object: Ref) -> String {
        object.isNone ? "None" : typeName(object.type)
    }
}

/// A list kept as a heap: no item comes before the two that are at twice its place and one or two more.
struct NativeHeap {
    let interpreter: Interpreter
    let list: Ref
    /// Whether the largest is first.
    var isMaximal = false

    init(_ interpreter: Interpreter, _ list: Ref, isMaximal: Bool = false) {
        (self.interpreter, self.list, self.isMaximal) = (interpreter, list, isMaximal)
    }

    var count: Int { list.itemCount }

    func item(_ index: Int) -> Ref { list.listItem(index) }

    /// Whether the item of one index belongs above that of another. Comparing may run code that changes the
    /// list, which is noticed.
    private func belongsAbove(_ upper: Int, _ lower: Int) throws(Raised) -> Bool {
        let size = count
        let one = item(upper).owned()
        let other = item(lower).owned()
        let result =
            isMaximal
            ? try interpreter.compareBool(other.ref, one.ref, .less)
            : try interpreter.compareBool(one.ref, other.ref, .less)
        if count != size {
            throw interpreter.raise(.runtimeError, "list changed size during iteration")
        }
        return result
    }

    private func exchange(_ one: Int, _ other: Int) {
        list.exchangeListItems(one, other)
    }

    /// Moves an item up to where it belongs, at most to `top`.
    private func rise(_ start: Int, top: Int = 0) throws(Raised) {
        var index = start
        while index > top {
            let parent = (index - 1) / 2
            guard try belongsAbove(index, parent) else { return }
            exchange(index, parent)
            index = parent
        }
    }

    /// Moves an item down to a leaf along the better children and from there up to where it belongs: few
    /// items end far from the leaves, so this takes fewer comparisons.
    private func sink(_ start: Int) throws(Raised) {
        let end = count
        var index = start
        while index < end / 2 {
            var child = 2 * index + 1
            if child + 1 < end, try !belongsAbove(child, child + 1) { child += 1 }
            exchange(index, child)
            index = child
        }
        try rise(index, top: start)
    }

    func push(_ item: Ref) throws(Raised) {
        try interpreter.listAppend(list, item)
        try rise(count - 1)
    }

    func pop() throws(Raised) -> Owned {
        if count == 0 { throw interpreter.raise(.indexError, "index out of range") }
        let last = try interpreter.listPop(list, at: count - 1)
        if count == 0 { return last }
        let first = list.replaceListItem(0, with: last)
        try sink(0)
        return first
    }

    /// Takes the first item out and puts another in.
    func replace(_ item: Ref) throws(Raised) -> Owned {
        if count == 0 { throw interpreter.raise(.indexError, "index out of range") }
        let first = list.replaceListItem(0, with: item.owned())
        try sink(0)
        return first
    }

    /// Makes a heap of any list.
    func arrange() throws(Raised) {
        var index = count / 2
        while index > 0 {
            index -= 1
            try sink(index)
        }
    }
}

extension Ref {
    /// Exchanges two items of a list, whose indices are in range.
    fileprivate func exchangeListItems(_ one: Int, _ other: Int) {
        guard let items = fields(PyListObject.self).pointee.ob_item else { return }
        (items[one], items[other]) = (items[other], items[one])
    }

    /// Puts another item in the place of one, whose index is in range, and gives that.
    fileprivate func replaceListItem(_ index: Int, with item: consuming Owned) -> Owned {
        let items = fields(PyListObject.self).pointee.ob_item
        let former = listItem(index).raw
        items?[index] = item.take()
        return Owned(stealing: former)
    }
}

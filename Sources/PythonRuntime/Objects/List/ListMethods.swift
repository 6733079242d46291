/// The methods of `list`.
extension Interpreter {
    /// In the order of CPython's table, which the dict of the type shows.
    static func listMethods() -> [MethodSpec] { listAdding() + listTaking() }

    private static func listAdding() -> [MethodSpec] {
        [
            MethodSpec("__getitem__", [.oneArgument, .coexist]) {
                nativeMethod($0, $1, $2, $3) { interpreter, list, arguments throws(Raised) in
                    try interpreter.listSubscript(list, arguments[0])
                }
            },
            MethodSpec("__reversed__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, list, _ throws(Raised) in
                    try interpreter.makeItemIterator(
                        .listReverseIterator, over: list, at: list.itemCount &- 1)
                }
            },
            MethodSpec("__sizeof__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, list, _ throws(Raised) in
                    try interpreter.makeInt(
                        list.type.pointee.tp_basicsize &+ list.listFields.pointee.allocated &* 8)
                }
            },
            MethodSpec("clear", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, list, _ throws(Raised) in
                    interpreter.listClear(list)
                    return interpreter.none.owned()
                }
            },
            MethodSpec("copy", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, list, _ throws(Raised) in
                    try interpreter.listSlice(list, from: 0, to: list.itemCount)
                }
            },
            MethodSpec("append", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, list, arguments throws(Raised) in
                    try interpreter.listAppend(list, arguments[0])
                    return interpreter.none.owned()
                }
            },
            MethodSpec("insert", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, list, arguments throws(Raised) in
                    try interpreter.checkArguments("insert", arguments.count, 2, 2)
                    let index = try interpreter.indexValue(
                        arguments[0], overflow: .overflowError)
                    try interpreter.listInsert(list, at: index, arguments[1])
                    return interpreter.none.owned()
                }
            },
            MethodSpec("extend", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, list, arguments throws(Raised) in
                    try interpreter.listExtend(list, arguments[0])
                    return interpreter.none.owned()
                }
            },
        ]
    }

    private static func listTaking() -> [MethodSpec] {
        [
            MethodSpec("pop", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, list, arguments throws(Raised) in
                    try interpreter.checkArguments("pop", arguments.count, 0, 1)
                    var index = -1
                    if let argument = arguments[optional: 0] {
                        index = try interpreter.sizeValue(argument)
                    }
                    return try interpreter.listPop(list, at: index)
                }
            },
            MethodSpec("remove", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, list, arguments throws(Raised) in
                    try interpreter.listRemove(list, arguments[0])
                    return interpreter.none.owned()
                }
            },
            MethodSpec("index", .fast) {
                nativeMethod($0, $1, $2, $3) { interpreter, list, arguments throws(Raised) in
                    try interpreter.listIndex(list, arguments)
                }
            },
            MethodSpec("count", .oneArgument) {
                nativeMethod($0, $1, $2, $3) { interpreter, list, arguments throws(Raised) in
                    try interpreter.listCount(list, arguments[0])
                }
            },
            MethodSpec("reverse", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, list, _ throws(Raised) in
                    if let items = list.listFields.pointee.ob_item {
                        interpreter.reverseReferences(items, list.itemCount)
                    }
                    return interpreter.none.owned()
                }
            },
            MethodSpec("sort", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, list, arguments throws(Raised) in
                    try interpreter.sortMethod(list, arguments)
                }
            },
        ]
    }
}

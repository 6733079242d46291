/// The methods and attributes of `memoryview`.
extension Interpreter {
    static func memoryViewMethods() -> [MethodSpec] {
        let release: NativeFunction = {
            nativeMethod($0, $1, $2, $3) { interpreter, view, _ throws(Raised) in
                try interpreter.releaseMemoryView(view)
                return interpreter.none.owned()
            }
        }
        return [MethodSpec("release", .noArguments, release)] + memoryViewConversions() + [
            MethodSpec("__enter__", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, view, _ throws(Raised) in
                    try interpreter.checkUsable(view)
                    return view.owned()
                }
            },
            MethodSpec("__exit__", .fast, release),
        ]
    }

    private static func memoryViewConversions() -> [MethodSpec] {
        [
            MethodSpec("tobytes", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, view, arguments throws(Raised) in
                    let list = ParameterList(
                        function: "tobytes", names: ["order"], maximumPositional: 1)
                    let values = try interpreter.bind(list, arguments)
                    return try interpreter.memoryViewBytes(view, values[0])
                }
            },
            MethodSpec("hex", .fastKeywords) { object, arguments, count, names in
                withSelf(object) { interpreter, object throws(Raised) in
                    let bytes = try interpreter.memoryViewBytes(object, nil)
                    return try interpreter.bytesHex(bytes.ref, arguments, count, names)
                }
            },
            MethodSpec("tolist", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, view, _ throws(Raised) in
                    try interpreter.memoryViewList(view)
                }
            },
            MethodSpec("cast", .fastKeywords) {
                nativeMethod($0, $1, $2, $3) { interpreter, view, arguments throws(Raised) in
                    let list = ParameterList(
                        function: "cast", names: ["format", "shape"], required: 1,
                        maximumPositional: 2)
                    let values = try interpreter.bind(list, arguments)
                    return try interpreter.memoryViewCast(
                        view, values[0] ?? interpreter.none, values[1])
                }
            },
            MethodSpec("toreadonly", .noArguments) {
                nativeMethod($0, $1, $2, $3) { interpreter, view, _ throws(Raised) in
                    try interpreter.checkUsable(view)
                    let result = try interpreter.makeMemoryView(
                        over: interpreter.managedBuffer(of: view), view.memoryView.pointee.view)
                    result.ref.memoryView.pointee.view.readonly = 1
                    return result
                }
            },
        ]
    }

    static func memoryViewAttributes() -> [GetSetSpec] {
        [
            GetSetSpec("obj") { raw, _ in
                attribute(raw) { interpreter, view throws(Raised) in
                    view.obj.map { Ref($0).owned() } ?? interpreter.none.owned()
                }
            },
            GetSetSpec("nbytes") { raw, _ in
                attribute(raw) { interpreter, view throws(Raised) in
                    try interpreter.makeInt(view.len)
                }
            },
            GetSetSpec("readonly") { raw, _ in
                attribute(raw) { interpreter, view in interpreter.bool(view.readonly != 0) }
            },
            GetSetSpec("itemsize") { raw, _ in
                attribute(raw) { interpreter, view throws(Raised) in
                    try interpreter.makeInt(view.itemsize)
                }
            },
            GetSetSpec("format") { raw, _ in
                attribute(raw) { interpreter, view throws(Raised) in
                    try interpreter.makeString(view.format.map { String(cString: $0) } ?? "B")
                }
            },
            GetSetSpec("ndim") { raw, _ in
                attribute(raw) { interpreter, view throws(Raised) in
                    try interpreter.makeInt(Int(view.ndim))
                }
            },
        ] + memoryViewArrangement() + memoryViewContiguity()
    }

    private static func memoryViewArrangement() -> [GetSetSpec] {
        [
            GetSetSpec("shape") { raw, _ in
                attribute(raw) { interpreter, view throws(Raised) in
                    try interpreter.makeTuple(of: view.shape, Int(view.ndim))
                }
            },
            GetSetSpec("strides") { raw, _ in
                attribute(raw) { interpreter, view throws(Raised) in
                    try interpreter.makeTuple(of: view.strides, Int(view.ndim))
                }
            },
            GetSetSpec("suboffsets") { raw, _ in
                attribute(raw) { interpreter, view throws(Raised) in
                    try interpreter.makeTuple(of: view.suboffsets, Int(view.ndim))
                }
            },
        ]
    }

    private static func memoryViewContiguity() -> [GetSetSpec] {
        [
            GetSetSpec("c_contiguous") { raw, _ in
                attribute(raw) { interpreter, view in
                    interpreter.bool(view.isContiguous(fortran: false))
                }
            },
            GetSetSpec("f_contiguous") { raw, _ in
                attribute(raw) { interpreter, view in
                    interpreter.bool(view.isContiguous(fortran: true))
                }
            },
            GetSetSpec("contiguous") { raw, _ in
                attribute(raw) { interpreter, view in
                    interpreter.bool(
                        view.isContiguous(fortran: false) || view.isContiguous(fortran: true))
                }
            },
        ]
    }

    /// A tuple of ints; empty when there are none.
    private func makeTuple(
        of words: UnsafeMutablePointer<Int>?, _ count: Int
    ) throws(Raised) -> Owned {
        guard let words, count > 0 else { return emptyTuple.owned() }
        let result = try makeTuple(count: count)
        for index in 0..<count {
            result.ref.tupleItems[index] = try makeInt(words[index]).take()
        }
        return result
    }
}

/// The body of a getter of a view that isn't released.
@inline(__always)
private func attribute(
    _ raw: RawObject, _ body: (Interpreter, Py_buffer) throws(Raised) -> Owned
) -> RawObject? {
    withObject(raw) { interpreter, object throws(Raised) in
        try interpreter.checkUsable(object)
        return try body(interpreter, object.memoryView.pointee.view)
    }
}

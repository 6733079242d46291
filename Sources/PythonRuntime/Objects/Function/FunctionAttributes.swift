/// The attributes of functions (`Objects/funcobject.c`).
extension Interpreter {
    static var functionMembers: [MemberSpec] {
        [
            MemberSpec("__closure__", .object, offset: 72),
            MemberSpec("__doc__", .object, offset: 80, isReadOnly: false),
            MemberSpec("__globals__", .object, offset: 16),
            MemberSpec("__module__", .object, offset: 104, isReadOnly: false),
            MemberSpec("__builtins__", .object, offset: 24),
        ]
    }

    static var functionGetSets: [GetSetSpec] {
        [
            GetSetSpec(
                "__code__", { raw, _ in Ref(Ref(raw).function.pointee.func_code).owned().take() },
                { raw, value, _ in
                    Interpreter.setStatus(raw, value) {
                        interpreter, function, value throws(Raised) in
                        try interpreter.setCode(of: function, value)
                    }
                }),
            GetSetSpec(
                "__defaults__",
                { raw, _ in Interpreter.readField(raw, Ref(raw).function.pointee.func_defaults) },
                { raw, value, _ in
                    Interpreter.setStatus(raw, value) {
                        interpreter, function, value throws(Raised) in
                        let given = value
                        let value = value.flatMap { $0.isNone ? nil : $0 }
                        if let value, !value.isTuple {
                            throw interpreter.raise(
                                .typeError, "__defaults__ must be set to a tuple object")
                        }
                        try interpreter.auditSetting("__defaults__", of: function, given)
                        function.function.pointee.func_version = 0
                        interpreter.setField(&function.function.pointee.func_defaults, value)
                    }
                }),
            GetSetSpec(
                "__kwdefaults__",
                { raw, _ in Interpreter.readField(raw, Ref(raw).function.pointee.func_kwdefaults) },
                { raw, value, _ in
                    Interpreter.setStatus(raw, value) {
                        interpreter, function, value throws(Raised) in
                        let given = value
                        let value = value.flatMap { $0.isNone ? nil : $0 }
                        if let value, !value.isDict {
                            throw interpreter.raise(
                                .typeError, "__kwdefaults__ must be set to a dict object")
                        }
                        try interpreter.auditSetting("__kwdefaults__", of: function, given)
                        function.function.pointee.func_version = 0
                        interpreter.setField(&function.function.pointee.func_kwdefaults, value)
                    }
                }),
            GetSetSpec(
                "__annotations__",
                { raw, _ in
                    slotResult { () throws(Raised) in
                        try Ref(raw).interpreter.annotations(of: Ref(raw)).owned()
                    }
                },
                { raw, value, _ in
                    Interpreter.setStatus(raw, value) {
                        interpreter, function, value throws(Raised) in
                        let value = value.flatMap { $0.isNone ? nil : $0 }
                        if let value, !value.isDict {
                            throw interpreter.raise(
                                .typeError, "__annotations__ must be set to a dict object")
                        }
                        function.function.pointee.func_version = 0
                        interpreter.setField(&function.function.pointee.func_annotations, value)
                    }
                }),
            GetSetSpec(
                "__dict__",
                { raw, _ in
                    slotResult { () throws(Raised) in
                        try Ref(raw).interpreter.functionDict(Ref(raw)).owned()
                    }
                },
                { raw, value, _ in
                    Interpreter.setStatus(raw, value) {
                        interpreter, function, value throws(Raised) in
                        interpreter.setField(
                            &function.function.pointee.func_dict,
                            try interpreter.checkedDict(value))
                    }
                }),
            GetSetSpec(
                "__name__", { raw, _ in Ref(Ref(raw).function.pointee.func_name).owned().take() },
                { raw, value, _ in
                    Interpreter.setStatus(raw, value) {
                        interpreter, function, value throws(Raised) in
                        let name = try interpreter.checkedName(value, "__name__")
                        Ref(function.function.pointee.func_name).decref()
                        function.function.pointee.func_name = name
                    }
                }),
            GetSetSpec(
                "__qualname__",
                { raw, _ in Ref(Ref(raw).function.pointee.func_qualname).owned().take() },
                { raw, value, _ in
                    Interpreter.setStatus(raw, value) {
                        interpreter, function, value throws(Raised) in
                        let name = try interpreter.checkedName(value, "__qualname__")
                        Ref(function.function.pointee.func_qualname).decref()
                        function.function.pointee.func_qualname = name
                    }
                }),
        ]
    }

    private static func setStatus(
        _ raw: RawObject, _ value: RawObject?,
        _ body: (Interpreter, Ref, Ref?) throws(Raised) -> Void
    ) -> Int32 {
        slotStatus { () throws(Raised) in
            try body(Ref(raw).interpreter, Ref(raw), value.map { Ref($0) })
            return 0
        }
    }

    /// A new reference to a str that becomes a function's name.
    private func checkedName(_ value: Ref?, _ attribute: String) throws(Raised) -> RawObject {
        guard let value, value.isStr else {
            throw raise(.typeError, "\(attribute) must be set to a string object")
        }
        return value.owned().take()
    }

    private func setCode(of function: Ref, _ value: Ref?) throws(Raised) {
        guard let value, value.isExactly(.code) else {
            throw raise(.typeError, "__code__ must be set to a code object")
        }
        let fields = function.function
        try auditSetting("__code__", of: function, value)
        let cells = fields.pointee.func_closure.map { Ref($0).itemCount } ?? 0
        let free = Int(value.code.pointee.co_nfreevars)
        guard cells == free else {
            throw raise(
                .valueError,
                "\(Ref(fields.pointee.func_name).text)() requires a code object with \(cells) "
                    + "free vars, not \(free)")
        }
        fields.pointee.func_version = 0
        let previous = fields.pointee.func_code
        value.incref()
        fields.pointee.func_code = value.raw
        Ref(previous).decref()
    }

    /// `__annotations__`, borrowed: a tuple of names and values becomes a dict when it is asked for.
    private func annotations(of function: Ref) throws(Raised) -> Ref {
        let fields = function.function
        if let raw = fields.pointee.func_annotations, !Ref(raw).isTuple { return Ref(raw) }
        let dict = try makeDict()
        if let raw = fields.pointee.func_annotations {
            var index = 0
            while index + 1 < Ref(raw).itemCount {
                try dictSet(dict.ref, Ref(raw).tupleItem(index), Ref(raw).tupleItem(index + 1))
                index += 2
            }
        }
        setField(&fields.pointee.func_annotations, dict.ref)
        return dict.ref
    }

    private func functionDict(_ function: Ref) throws(Raised) -> Ref {
        if let dict = function.function.pointee.func_dict { return Ref(dict) }
        let dict = try makeDict()
        setField(&function.function.pointee.func_dict, dict.ref)
        return dict.ref
    }

    /// `types.FunctionType(code, globals, name=None, argdefs=None, closure=None)`.
    func functionFromArguments(_ arguments: Ref, _ keywords: Ref?) throws(Raised) -> Owned {
        let names: [StaticString] = ["code", "globals", "name", "argdefs", "closure"]
        var values: [Ref?] = (0..<5).map {
            $0 < arguments.itemCount ? arguments.tupleItem($0) : nil
        }
        for (index, name) in names.enumerated() where values[index] == nil {
            let key = try intern("\(name)")
            if let keywords { values[index] = dictGet(keywords, str: key.ref) }
        }
        guard let code = values[0], code.isExactly(.code), let globals = values[1], globals.isDict
        else {
            throw raise(
                .typeError, "function() needs a code object and a dict of globals")
        }
        let closure = values[4].flatMap { $0.isNone ? nil : $0 }
        let free = Int(code.code.pointee.co_nfreevars)
        guard (closure.map { $0.isTuple ? $0.itemCount : -1 } ?? 0) == free else {
            if free == 0 { throw raise(.typeError, "arg 5 (closure) must be None or tuple") }
            throw raise(
                .valueError,
                "\(Ref(code.code.pointee.co_name).text) requires closure of length \(free), not "
                    + "\(closure?.itemCount ?? 0)")
        }
        try audit("function.__new__", .object(code))
        let function = try makeFunction(code: code, globals: globals)
        let fields = function.ref.function
        if let name = values[2], !name.isNone {
            let previous = fields.pointee.func_name
            fields.pointee.func_name = try checkedName(name, "name")
            Ref(previous).decref()
        }
        if let defaults = values[3], defaults.isTuple {
            setField(&fields.pointee.func_defaults, defaults)
        }
        setField(&fields.pointee.func_closure, closure)
        return function
    }
}

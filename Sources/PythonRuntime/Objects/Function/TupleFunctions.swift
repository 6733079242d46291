/// Native functions that CPython calls with a tuple of their arguments (`METH_VARARGS`) and that are called faster here.
/// They parse the tuple themselves, and so their complaints name them without their module or type.
enum TupleFunctions {
    /// By type or module and name.
    private static let names: Set<String> = {
        let searches = ["count", "endswith", "find", "index", "rfind", "rindex", "startswith"]
        let texts = ["bytearray", "bytes", "str"].flatMap { type in
            searches.map { "\(type).\($0)" }
        }
        return Set(texts + others)
    }()

    private static let others = [
        "frozenset.difference", "frozenset.intersection", "frozenset.union", "set.difference",
        "set.difference_update", "set.intersection", "set.intersection_update", "set.union",
        "set.update", "memoryview.__exit__", "property.__set_name__", "range.__reduce__",
        "math.log",
        "_functools.reduce", "_BufferedIOBase.read", "_BufferedIOBase.read1",
        "_BufferedIOBase.write", "_IOBase.__exit__", "_IOBase.seek", "_IOBase.truncate",
        "_RawIOBase.readinto", "_RawIOBase.write", "_TextIOBase.read", "_TextIOBase.readline",
        "_TextIOBase.write", "gc.get_referents", "gc.get_referrers", "gc.set_threshold",
        "RLock.__exit__", "RLock._acquire_restore", "_socket.CMSG_LEN", "_socket.CMSG_SPACE",
        "_socket.gethostbyaddr", "_socket.gethostbyname", "_socket.getnameinfo",
        "_socket.getprotobyname", "_socket.getservbyname", "_socket.getservbyport",
        "_socket.htons", "_socket.if_nametoindex", "_socket.inet_aton", "_socket.inet_ntoa",
        "_socket.inet_ntop", "_socket.inet_pton", "_socket.ntohs", "_socket.socketpair",
        "resource.prlimit", "xxsubtype.bench", "spamdict.getstate", "spamdict.setstate",
        "spamlist.getstate", "spamlist.setstate", "time.asctime", "time.clock_getres",
        "time.clock_gettime", "time.clock_gettime_ns", "time.clock_settime",
        "time.clock_settime_ns", "time.ctime", "time.get_clock_info", "time.gmtime",
        "time.localtime", "time.strftime", "time.strptime",
    ]

    static func contains(_ owner: String, _ name: String) -> Bool {
        names.contains("\(owner).\(name)")
    }
}

extension Interpreter {
    /// What such a function says of a call that its flags here don't allow. Keywords come to it, to be refused, only
    /// when it isn't called as a method.
    func checkTupleCall(
        _ definition: UnsafeMutablePointer<PyMethodDef>, _ owner: RawObject?, _ count: Int,
        _ names: RawObject?, _ isFunction: Bool
    ) throws(Raised) {
        let flags = definition.pointee.ml_flags
        let hasKeywords = names.map { Ref($0).itemCount > 0 } ?? false
        let wanted = flags.contains(.noArguments) ? 0 : 1
        let counts = flags.contains(.noArguments) || flags.contains(.oneArgument)
        let isWrong =
            hasKeywords ? isFunction && !flags.contains(.keywords) : counts && count != wanted
        guard isWrong, let owner, try isTupleFunction(definition, of: Ref(owner)) else { return }
        let name = definition.pointee.ml_name.map { String(cString: $0) } ?? "?"
        throw raise(
            .typeError,
            hasKeywords
                ? "\(name)() takes no keyword arguments"
                : "\(name)() takes exactly \(wanted) argument\(wanted == 1 ? "" : "s") (\(count) given)"
        )
    }

    private func isTupleFunction(
        _ definition: UnsafeMutablePointer<PyMethodDef>, of owner: Ref
    ) throws(Raised) -> Bool {
        guard let text = definition.pointee.ml_name else { return false }
        let name = String(cString: text)
        if owner.isExactly(.module) {
            let module = owner.fields(PyModuleObject.self).pointee.md_name
            return module.map { TupleFunctions.contains(Ref($0).text, name) } ?? false
        }
        let type = owner.isType ? owner.fields(PyTypeObject.self) : owner.type
        let key = try intern(name)
        guard let order = type.pointee.tp_mro else { return false }
        for index in 0..<Ref(order).itemCount {
            let cls = Ref(order).tupleItem(index).fields(PyTypeObject.self)
            guard let dict = cls.pointee.tp_dict, let found = dictGet(Ref(dict), str: key.ref),
                found.isExactly(.methodDescriptor),
                found.fields(PyMethodDescrObject.self).pointee.d_method == definition
            else { continue }
            return TupleFunctions.contains(shortTypeName(cls), name)
        }
        return false
    }
}

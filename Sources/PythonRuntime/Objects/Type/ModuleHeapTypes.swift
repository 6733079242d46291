/// Types of native modules that CPython makes at run time (`PyType_FromModuleAndSpec`), not as static data: their
/// instances hold them, and they are as large as classes.
///
/// Here their memory is the static region's like that of the others, since they are never freed. Two flags, whose
/// bits CPython doesn't use, tell them apart where a program could see it: in `__flags__`, `sys.getsizeof`, the
/// types' refcounts and `gc.get_referents`.
enum ModuleHeapTypes {
    /// Those whose `tp_traverse` visits the type before anything else, or that have none.
    private static let visitedFirst: Set<String> = [
        "_abc._abc_data", "_blake2.blake2b", "_blake2.blake2s", "_md5.md5", "_random.Random",
        "_sha1.sha1",
        "_sha256.sha224", "_sha256.sha256", "_sha3.sha3_224", "_sha3.sha3_256", "_sha3.sha3_384",
        "_sha3.sha3_512", "_sha3.shake_128", "_sha3.shake_256", "_sha512.sha384", "_sha512.sha512",
        "_sre.SRE_Scanner", "_struct.Struct",
        "_struct.unpack_iterator", "_thread.RLock", "_thread._ExceptHookArgs", "_thread._local",
        "_thread._localdummy", "_thread.lock", "array.array", "array.arrayiterator", "ast.AST",
        "functools.KeyWrapper", "functools._lru_cache_wrapper", "functools._lru_list_elem",
        "functools.partial", "grp.struct_group", "operator.itemgetter", "os.stat_result",
        "os.statvfs_result", "os.terminal_size", "posix.DirEntry", "posix.ScandirIterator",
        "posix.sched_param", "posix.times_result", "posix.uname_result", "posix.waitid_result",
        "pwd.struct_passwd", "re.Match", "re.Pattern", "resource.struct_rusage", "select.epoll",
        "select.poll",
        "signal.struct_siginfo", "time.struct_time", "unicodedata.UCD",
    ]
    private static let visitedLast: Set<String> = [
        "_csv.Dialect", "_csv.reader", "_csv.writer", "_queue.SimpleQueue", "operator.attrgetter",
        "operator.methodcaller",
    ]

    /// Those that CPython makes without `Py_TPFLAGS_IMMUTABLETYPE`: programs can set their attributes.
    private static let mutable: Set<String> = [
        "_abc._abc_data", "_random.Random", "_thread._ExceptHookArgs", "ast.AST",
        "grp.struct_group",
        "os.stat_result", "os.statvfs_result", "os.terminal_size", "posix.DirEntry",
        "posix.ScandirIterator", "posix.sched_param", "posix.times_result", "posix.uname_result",
        "posix.waitid_result", "pwd.struct_passwd", "resource.struct_rusage", "select.epoll",
        "select.poll", "signal.struct_siginfo", "time.struct_time",
    ]

    /// Those that set `tp_getattro` themselves, to the default one, and so have `__getattribute__` in their dict.
    private static let withGetAttribute: Set<String> = [
        "_struct.Struct", "_struct.unpack_iterator", "_thread._local", "array.array",
        "array.arrayiterator", "ast.AST", "functools.KeyWrapper", "functools.partial",
        "operator.attrgetter", "operator.itemgetter", "operator.methodcaller", "select.epoll",
        "unicodedata.UCD",
    ]
    /// Types that are static data in CPython and don't set it.
    private static let staticWithoutGetAttribute: Set<String> = [
        "_collections._tuplegetter", "_io.BufferedRWPair", "_io.BufferedRandom",
        "_io.BufferedReader", "_io.BufferedWriter", "_io.BytesIO", "_io._BytesIOBuffer",
        "_io.IncrementalNewlineDecoder", "_io.StringIO", "_io.TextIOWrapper",
        "_io._BufferedIOBase", "_io._IOBase", "_io._RawIOBase", "_io._TextIOBase",
        "collections.OrderedDict", "itertools._tee", "odict_items", "odict_keys",
        "odict_values", "sys.flags", "sys.float_info", "sys.hash_info", "sys.int_info",
        "sys.thread_info", "sys.version_info", "asyncgen_hooks", "UnraisableHookArgs",
        "weakref.ReferenceType", "xxsubtype.spamdict", "xxsubtype.spamlist",
    ]

    /// Whether a type takes `__getattribute__` over from its base.
    static func inheritsGetAttribute(typeNamed name: StaticString) -> Bool {
        if staticWithoutGetAttribute.contains("\(name)") { return true }
        return flags(ofTypeNamed: name) != 0 && !withGetAttribute.contains("\(name)")
    }

    static func isMutable(typeNamed name: StaticString) -> Bool { mutable.contains("\(name)") }

    /// What a type of that name has besides its own flags.
    static func flags(ofTypeNamed name: StaticString) -> UInt {
        let name = "\(name)"
        if visitedFirst.contains(name) { return TypeFlags.moduleHeapType }
        if visitedLast.contains(name) {
            return TypeFlags.moduleHeapType | TypeFlags.moduleHeapTypeVisitedLast
        }
        return 0
    }
}

extension TypeFlags {
    /// Whether instances count as references to their type.
    @inlinable static var countsInstances: UInt { heapType | moduleHeapType }
    @inlinable static var moduleHeapType: UInt { 1 << 21 }
    @inlinable static var moduleHeapTypeVisitedLast: UInt { 1 << 23 }

    /// Whether the dict of a native type has the text of `__doc__`, if there is one.
    @inlinable static var tellsDocumentation: UInt { 1 << 1 }

    /// The flags as `__flags__` shows them.
    static func shown(_ flags: UInt) -> UInt {
        let own = moduleHeapType | moduleHeapTypeVisitedLast | tellsDocumentation
        return flags & ~own | (flags & moduleHeapType != 0 ? heapType : 0)
    }
}

extension Interpreter {
    /// Calls with what an object holds, its type among it if that counts its instances: for questions that
    /// programs ask. The collector doesn't need to know of references to what is never freed.
    func traverseWithType(
        _ raw: RawObject, _ visit: VisitSlot, _ argument: UnsafeMutableRawPointer?
    ) -> Int32 {
        let type = Ref(raw).type
        let flags = type.pointee.tp_flags
        guard flags & TypeFlags.moduleHeapType != 0 else { return traverse(raw, visit, argument) }
        let isLast = flags & TypeFlags.moduleHeapTypeVisitedLast != 0
        if !isLast {
            let status = visit(RawObject(type), argument)
            if status != 0 { return status }
        }
        let status = traverse(raw, visit, argument)
        return status != 0 || !isLast ? status : visit(RawObject(type), argument)
    }
}

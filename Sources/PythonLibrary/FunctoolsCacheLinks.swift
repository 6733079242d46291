import PythonRuntime

/// `functools._lru_list_elem`: one remembered result. It isn't known to the collector; the wrapper visits
/// what it holds.
///
///     ob_refcnt  ob_type  prev  next  hash  key  result
///     0          8        16    24    32    40   48
struct LRUCacheLink {
    static var size: Int { 56 }

    /// The link, or the wrapper, which is the ring's root.
    let object: Ref

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "functools._lru_list_elem", basicSize: size,
            flags: TypeFlags.disallowInstantiation
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                let link = Ref(raw).cacheLink
                link.key?.decref()
                link.result?.decref()
                Interpreter(containing: raw).freeInstance(raw)
            }
        }
    }

    var hash: Int { object.number(32).pointee }
    var key: Ref? { object.held(40) }
    var result: Ref? { object.held(48) }
    var next: LRUCacheLink? { object.held(24)?.cacheLink }

    /// Sets the fields of a new link.
    func fill(hash: Int, key: consuming Owned, result: consuming Owned) {
        object.field(16).pointee = nil
        object.field(24).pointee = nil
        object.number(32).pointee = hash
        object.field(40).pointee = key.take()
        object.field(48).pointee = result.take()
    }

    /// Gives the link, which is out of the ring, another key and result.
    func replace(hash: Int, key: consuming Owned, result: consuming Owned) {
        object.number(32).pointee = hash
        object.hold(40, key)
        object.hold(48, result)
    }

    /// Takes the link out of the ring, without a change of references.
    func leaveRing() {
        guard let before = object.held(16), let after = object.held(24) else { return }
        before.field(24).pointee = after.raw
        after.field(16).pointee = before.raw
    }
}

/// The fields of `functools._lru_cache_wrapper`. It begins as a link does, then:
///
///     wrapper  typed  cache  hits  func  maxsize  misses  kwd_mark  lru_list_elem_type  cache_info_type
///     56       64     72     80    88    96       104     112       120                 128
///     dict  weakreflist
///     136   144
struct LRUCacheFields {
    static var isTyped: Int { 64 }
    static var results: Int { 72 }
    static var function: Int { 88 }
    static var mark: Int { 112 }
    static var linkType: Int { 120 }
    static var informationType: Int { 128 }

    let object: Ref

    /// The dict.
    var results: Ref? { object.held(Self.results) }
    var hits: UnsafeMutablePointer<Int> { object.number(80) }
    /// The most results to remember; −1 for any number.
    var limit: UnsafeMutablePointer<Int> { object.number(96) }
    var misses: UnsafeMutablePointer<Int> { object.number(104) }

    var first: LRUCacheLink? {
        guard let next = object.held(24), next != object else { return nil }
        return next.cacheLink
    }

    var isEmpty: Bool { first == nil }

    func closeRing() {
        object.field(16).pointee = object.raw
        object.field(24).pointee = object.raw
    }

    /// Puts a link at the end; the ring takes over a reference to it.
    func append(_ link: LRUCacheLink) {
        guard let last = object.held(16) else { return }
        last.field(24).pointee = link.object.raw
        object.field(16).pointee = link.object.raw
        link.object.field(16).pointee = last.raw
        link.object.field(24).pointee = object.raw
    }

    /// Empties the ring and gives its links, chained to a nil, to be released.
    func takeLinks() -> LRUCacheLink? {
        guard let first, let last = object.held(16) else { return nil }
        last.field(24).pointee = nil
        closeRing()
        return first
    }

    static func release(_ links: LRUCacheLink?) {
        var link = links
        while let current = link {
            link = current.next
            current.object.decref()
        }
    }

    func releaseAll() {
        let links = takeLinks()
        for offset in Self.references { object.drop(offset) }
        Self.release(links)
    }

    func visitAll(_ visit: VisitSlot, _ argument: UnsafeMutableRawPointer?) -> Int32 {
        var link = first
        while let current = link, current.object != object {
            var status = visitReference(current.key?.raw, visit, argument)
            if status == 0 { status = visitReference(current.result?.raw, visit, argument) }
            if status != 0 { return status }
            link = current.next
        }
        for offset in Self.references {
            let status = visitReference(object.held(offset)?.raw, visit, argument)
            if status != 0 { return status }
        }
        return 0
    }

    /// The offsets of the references besides the links, in the order CPython visits them.
    private static var references: [Int] { [72, 88, 112, 120, 128, 136] }
}

extension Ref {
    var cache: LRUCacheFields { LRUCacheFields(object: self) }
    var cacheLink: LRUCacheLink { LRUCacheLink(object: self) }
}

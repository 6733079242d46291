/// A dict (`Include/cpython/dictobject.h`); `ma_values` is set for a split table only.
@frozen
public struct PyDictObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var ma_used: Int
    public var ma_version_tag: UInt64
    public var ma_keys: UnsafeMutablePointer<PyDictKeysObject>
    public var ma_values: UnsafeMutableRawPointer?
}

/// A table of keys (`Include/internal/pycore_dict.h`): this header, then 2^dk_log2_size indices of
/// 1, 2, 4 or 8 bytes, then the entries, of 16 bytes in an all-string table and 24 otherwise.
@frozen
public struct PyDictKeysObject {
    public var dk_refcnt: Int
    public var dk_log2_size: UInt8
    public var dk_log2_index_bytes: UInt8
    /// 0 general, 1 all strings, 2 split.
    public var dk_kind: UInt8
    public var dk_version: UInt32
    public var dk_usable: Int
    public var dk_nentries: Int
}

extension Interpreter {
    /// An empty dict, untracked, on the shared empty table.
    public func makeDict() throws(Raised) -> Owned {
        preconditionFailure("owner: containers")
    }

    /// The value of a key, borrowed; nil when missing.
    public func dictGet(_ dict: Ref, _ key: Ref) throws(Raised) -> Ref? {
        preconditionFailure("owner: containers")
    }

    /// The value of an exact str key, borrowed; nil when missing. Raises nothing if all keys are strs.
    public func dictGet(_ dict: Ref, str key: Ref) -> Ref? {
        preconditionFailure("owner: containers")
    }

    /// Sets a key to a value; both are increfed as needed.
    public func dictSet(_ dict: Ref, _ key: Ref, _ value: Ref) throws(Raised) {
        preconditionFailure("owner: containers")
    }

    /// Removes a key; false when it is missing.
    public func dictRemove(_ dict: Ref, _ key: Ref) throws(Raised) -> Bool {
        preconditionFailure("owner: containers")
    }

    /// The entry at or after a position, borrowed, which moves past it; nil at the end (`PyDict_Next`).
    public func dictNext(_ dict: Ref, _ position: inout Int) -> (key: Ref, value: Ref, hash: Int)? {
        preconditionFailure("owner: containers")
    }

    /// Sets up the shared empty table; at start-up.
    func initializeStaticDictKeys() {
        preconditionFailure("owner: containers")
    }
}

extension Ref {
    @inlinable @inline(__always)
    public var dictCount: Int { fields(PyDictObject.self).pointee.ma_used }
}

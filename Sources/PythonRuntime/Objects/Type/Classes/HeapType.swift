/// A class made by a `class` statement or `type(…)` (`Include/cpython/object.h`, `PyHeapTypeObject`),
/// 904 bytes; the definitions of its `__slots__` follow, 40 bytes each.
@frozen
public struct PyHeapTypeObject {
    public var type: PyTypeObject
    public var async: PyAsyncMethods
    public var number: PyNumberMethods
    public var mapping: PyMappingMethods
    public var sequence: PySequenceMethods
    public var buffer: PyBufferProcs
    public var ht_name: RawObject?
    public var ht_slots: RawObject?
    public var ht_qualname: RawObject?
    public var ht_cached_keys: DictKeys?
    public var ht_module: RawObject?
    public var _ht_tpname: UnsafeMutableRawPointer?
    public var spec_cache: UnsafeMutableRawPointer?
}

extension UnsafeMutablePointer where Pointee == PyTypeObject {
    @inline(__always)
    var isHeapType: Bool { pointee.tp_flags & TypeFlags.heapType != 0 }

    @inline(__always)
    var hasManagedDict: Bool { pointee.tp_flags & TypeFlags.managedDict != 0 }

    /// The same type as a class; the caller knows that it is one.
    @inline(__always)
    var heap: UnsafeMutablePointer<PyHeapTypeObject> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: PyHeapTypeObject.self)
    }

    @inline(__always)
    var object: Ref { Ref(UnsafeMutableRawPointer(self)) }

    /// The definitions of the slots that `__slots__` made.
    @inline(__always)
    var slotDefinitions: UnsafeMutablePointer<PyMemberDef> {
        (UnsafeMutableRawPointer(self) + HeapTypeLayout.size)
            .assumingMemoryBound(to: PyMemberDef.self)
    }
}

extension Interpreter {
    /// The most derived metaclass of the bases (`_PyType_CalculateMetaclass`).
    func metaclass(_ wanted: TypePointer, bases: Ref) throws(Raised) -> TypePointer {
        var winner = wanted
        for index in 0..<bases.itemCount {
            let candidate = bases.tupleItem(index).type
            if isSubtype(winner, candidate) { continue }
            guard isSubtype(candidate, winner) else {
                throw raise(
                    .typeError,
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases"
                )
            }
            winner = candidate
        }
        return winner
    }

    /// The base whose instance layout the class extends (`best_base`).
    func bestBase(_ bases: Ref) throws(Raised) -> TypePointer {
        var found: (base: TypePointer, layout: TypePointer)?
        for index in 0..<bases.itemCount {
            let item = bases.tupleItem(index)
            guard item.isType else { throw raise(.typeError, "bases must be types") }
            let candidate = item.fields(PyTypeObject.self)
            guard candidate.pointee.tp_flags & TypeFlags.baseType != 0 else {
                throw raise(
                    .typeError,
                    "type '\(typeName(candidate))' is not an acceptable base type")
            }
            let layout = layoutBase(candidate)
            guard let current = found else {
                found = (candidate, layout)
                continue
            }
            if isSubtype(current.layout, layout) { continue }
            guard isSubtype(layout, current.layout) else {
                throw raise(.typeError, "multiple bases have instance lay-out conflict")
            }
            found = (candidate, layout)
        }
        return found?.base ?? type(.object)
    }

    /// The nearest type that adds fields of its own to the instances (`solid_base`).
    func layoutBase(_ type: TypePointer) -> TypePointer {
        let base = type.pointee.tp_base.map { layoutBase($0) } ?? self.type(.object)
        guard type.pointee.tp_itemsize == base.pointee.tp_itemsize else { return type }
        var size = type.pointee.tp_basicsize
        if type.pointee.tp_weaklistoffset != 0, base.pointee.tp_weaklistoffset == 0,
            type.pointee.tp_weaklistoffset &+ 8 == size, type.isHeapType
        {
            size &-= 8
        }
        if !type.hasManagedDict, type.pointee.tp_dictoffset != 0, base.pointee.tp_dictoffset == 0,
            abs(type.pointee.tp_dictoffset) &+ 8 == size || type.pointee.tp_dictoffset < 0,
            type.isHeapType
        {
            size &-= 8
        }
        return size == base.pointee.tp_basicsize ? base : type
    }
}

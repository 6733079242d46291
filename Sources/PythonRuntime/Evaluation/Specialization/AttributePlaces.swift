import PythonBytecode

/// Where an attribute of an instance is, once its type's version is known to be the same.
struct AttributePlace {
    enum Kind {
        /// A number among the instance's inline values.
        case value
        /// An offset in the object, in bytes: an attribute of `__slots__`.
        case slot
        /// An entry of the instance's own `__dict__`.
        case dictEntry
    }

    var kind: Kind
    var index: UInt16
}

extension Interpreter {
    /// The place of an attribute for an inline cache; nil where none can be told. With `isStored` it need
    /// not be set yet. The type's getter or setter is the default one.
    func attributePlace(_ object: Ref, _ name: Ref, isStored: Bool) -> AttributePlace? {
        let type = object.type
        if let attribute = lookup(type, name) {
            if attribute.isExactly(.memberDescriptor) { return slotPlace(attribute, type) }
            // A method is looked for by `LOAD_METHOD`; a data descriptor comes before what is stored.
            if attribute.type.pointee.tp_descr_set != nil {
                // An object's class is in its header.
                guard !isStored, name == self.name(.__class__),
                    attribute == lookup(self.type(.object), name)
                else { return nil }
                return place(.slot, Self.classOffset)
            }
            if !isStored, attribute.typeHas(TypeFlags.methodDescriptor) { return nil }
        }
        guard type.hasManagedDict else { return nil }
        if valuesPlace(object).pointee != nil {
            guard let keys = type.heap.pointee.ht_cached_keys else { return nil }
            return place(.value, dictEntryIndex(keys, str: name))
        }
        guard let dict = managedDictPlace(object).pointee, Ref(dict).isExactly(.dict) else {
            return nil
        }
        let fields = Ref(dict).dictFields
        guard fields.pointee.ma_values == nil else { return nil }
        return place(.dictEntry, dictEntryIndex(fields.pointee.ma_keys, str: name))
    }

    /// Where the header has an object's type.
    private static var classOffset: Int { 8 }

    private func slotPlace(_ descriptor: Ref, _ type: TypePointer) -> AttributePlace? {
        let fields = descriptor.fields(PyMemberDescrObject.self)
        let member = fields.pointee.d_member
        guard member.pointee.type == MemberSpec.Kind.objectOrError.rawValue,
            member.pointee.flags == 0,
            isSubtype(
                type, fields.pointee.common.d_type.assumingMemoryBound(to: PyTypeObject.self))
        else { return nil }
        return place(.slot, member.pointee.offset)
    }

    private func place(_ kind: AttributePlace.Kind, _ index: Int) -> AttributePlace? {
        guard index >= 0, index <= Int(UInt16.max) else { return nil }
        return AttributePlace(kind: kind, index: UInt16(truncatingIfNeeded: index))
    }
}

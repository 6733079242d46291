/// Interned strings: for each text at most one, kept in a dict from itself to itself.
///
/// The dict's two references are not counted, so that a string dies when nobody else holds it;
/// dying, it leaves the dict first (`PyUnicode_InternInPlace`, `unicode_dealloc`).
extension Interpreter {
    /// The interned string of that text, made if need be.
    public func intern(_ text: String) throws(Raised) -> Owned {
        try intern(makeString(text))
    }

    /// The interned equal of an exact str: `PyUnicode_InternInPlace`.
    public func intern(_ string: consuming Owned) throws(Raised) -> Owned {
        let ref = string.ref
        if ref.strIsInterned { return string }
        guard ref.isExactly(.str) else { return string }
        let dict = try internedDict()
        if let existing = dictGet(dict, str: ref) { return existing.owned() }
        try dictSet(dict, ref, ref)
        ref.header.pointee.ob_refcnt &-= 2
        ref.strHeader.pointee.state |= StrState.internedMortal
        return string
    }

    /// The dict of interned strings, made at first use.
    private func internedDict() throws(Raised) -> Ref {
        if let raw = state.pointee.strings.interned { return Ref(raw) }
        let dict = try makeDict().take()
        state.pointee.strings.interned = dict
        return Ref(dict)
    }

    /// Interns the static names, so that the first dynamic string of the same text finds them.
    func internStaticStrings() {
        do {
            _ = try intern(emptyString.owned())
            for wellKnown in WellKnownName.allCases { _ = try intern(name(wellKnown).owned()) }
        } catch {
            preconditionFailure("interning the static names raised")
        }
    }

    /// Takes a dying interned string out of the dict, without freeing it.
    func forgetInterned(_ string: Ref) {
        guard let dict = state.pointee.strings.interned else { return }
        // The dict's two references and one that keeps the string until its memory is freed.
        string.header.pointee.ob_refcnt = 3
        string.strHeader.pointee.state &= ~StrState.internedMask
        do {
            let found = try dictRemove(Ref(dict), string)
            precondition(found, "an interned string is missing from the dict of interned strings")
        } catch {
            preconditionFailure("looking up an interned string raised")
        }
    }

    /// `tp_dealloc`, of subclasses too.
    func deallocateString(_ raw: RawObject) {
        let string = Ref(raw)
        if string.strIsInterned { forgetInterned(string) }
        let isCompact = string.strHeader.pointee.state & StrState.compact != 0
        if !string.strIsASCII {
            let fields = raw.assumingMemoryBound(to: PyCompactUnicodeObject.self)
            if let utf8 = fields.pointee.utf8 { freeBlock(UnsafeMutableRawPointer(utf8)) }
        }
        if !isCompact, let data = string.fields(PyUnicodeObject.self).pointee.data {
            freeBlock(data)
        }
        if string.isExactly(.str) { freeObject(raw) } else { freeSubclassObject(raw) }
    }
}

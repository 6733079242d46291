/// What becomes of the unreachable: weak references to them are cleared, they are finalised, and what no
/// finaliser brought back is cleared until it falls apart.
extension Interpreter {
    /// Sets the objects with a `tp_del` slot, and all that they lead to, apart: they can't be freed
    /// safely. Takes the marks off the rest.
    func moveLegacyFinalizers(_ unreachable: GCNode, _ legacy: GCNode) {
        var node = unreachable.next
        while node != unreachable {
            node.clearUnreachableMark()
            let next = node.next
            if Ref(node.object).type.pointee.tp_del != nil {
                node.clearCollecting()
                legacy.takeOver(node)
            }
            node = next
        }
        node = legacy.next
        while node != legacy {
            traverse(node.object, Self.moveToLegacy, legacy.head)
            node = node.next
        }
    }

    private static var moveToLegacy: VisitSlot {
        { held, list in
            guard let list, Interpreter(containing: held).isCollectable(Ref(held)) else { return 0 }
            let node = GCNode(object: held)
            guard node.isCollecting else { return 0 }
            node.clearCollecting()
            GCNode(list.assumingMemoryBound(to: PyGC_Head.self)).takeOver(node)
            return 0
        }
    }

    /// Clears the weak references to the unreachable and calls the callbacks of those that are not
    /// garbage themselves; the number of weak references that died of it.
    func clearWeakReferences(_ unreachable: GCNode, _ old: GCNode) -> Int {
        let toCall = gcList(CollectorList.callbacksToCall)
        var node = unreachable.next
        while node != unreachable {
            let next = node.next
            if isWeakReference(node.object) {
                detach(node.object.assumingMemoryBound(to: PyWeakReference.self))
            }
            if let list = weakReferenceList(node.object) {
                while let reference = list.pointee {
                    noteClearing(reference)
                    detach(reference)
                    let raw = UnsafeMutableRawPointer(reference)
                    guard reference.pointee.wr_callback != nil,
                        !GCNode(object: raw).isCollecting
                    else { continue }
                    Ref(raw).incref()
                    toCall.takeOver(GCNode(object: raw))
                }
            }
            node = next
        }
        return callWeakReferenceCallbacks(toCall, old)
    }

    private func isWeakReference(_ raw: RawObject) -> Bool {
        let type = Ref(raw).type
        return type == self.type(.weakReference) || type == self.type(.weakProxy)
            || type == self.type(.weakCallableProxy)
            || type.pointee.tp_flags & TypeFlags.heapType != 0
                && isSubtype(type, self.type(.weakReference))
    }

    private func callWeakReferenceCallbacks(_ toCall: GCNode, _ old: GCNode) -> Int {
        var freed = 0
        while !toCall.isEmpty {
            let node = toCall.next
            let reference = Ref(node.object)
            let callback = node.object.assumingMemoryBound(to: PyWeakReference.self)
                .pointee.wr_callback
            if let callback {
                let kept = Ref(callback).owned()
                do { _ = try call(kept.ref, reference) } catch { reportUnraisable(in: kept.ref) }
            }
            reference.decref()
            if toCall.next == node { old.takeOver(node) } else { freed += 1 }
        }
        return freed
    }

    /// Calls each object's finaliser, once in its life.
    func finalize(_ unreachable: GCNode) {
        let seen = gcList(CollectorList.seen)
        while !unreachable.isEmpty {
            let node = unreachable.next
            seen.takeOver(node)
            let object = Ref(node.object)
            guard !node.isFinalized, let finalize = object.type.pointee.tp_finalize else {
                continue
            }
            node.setFinalized()
            noteFinalization(object)
            object.incref()
            finalize(object.raw)
            object.decref()
        }
        unreachable.takeAll(of: seen)
    }

    /// Finds what is garbage still, after the finalisers; the rest goes to the old generation.
    func separateResurrected(_ unreachable: GCNode, _ garbage: GCNode, _ old: GCNode) {
        var node = unreachable.next
        while node != unreachable {
            node.clearCollecting()
            node = node.next
        }
        separateUnreachable(unreachable, garbage)
        clearUnreachableMarks(garbage)
        noteSurvivors(unreachable)
        old.takeAll(of: unreachable)
    }

    /// Breaks the cycles: clears each object in turn, which frees it or those it held.
    func delete(_ garbage: GCNode, _ old: GCNode) {
        noteGarbage(garbage)
        state.pointee.collector.isDeletingGarbage = true
        while !garbage.isEmpty {
            let node = garbage.next
            let object = Ref(node.object)
            if state.pointee.collector.debugFlags.contains(.saveAll) {
                keepAsGarbage(object)
            } else if let clear = object.type.pointee.tp_clear {
                object.incref()
                _ = clear(object.raw)
                if state.pointee.errors.current != nil {
                    reportUnraisable("in tp_clear of \(typeName(object.type))")
                }
                object.decref()
            }
            if garbage.next == node {
                // Still alive: it may go when another one does.
                node.clearCollecting()
                old.takeOver(node)
            }
        }
        state.pointee.collector.isDeletingGarbage = false
    }

    /// Puts what can't be freed into `gc.garbage`; the number of such objects.
    func keepLegacyFinalizers(_ legacy: GCNode, _ old: GCNode) -> Int {
        let count = legacy.count
        let keepsAll = state.pointee.collector.debugFlags.contains(.saveAll)
        var node = legacy.next
        while node != legacy {
            let object = Ref(node.object)
            if keepsAll || object.type.pointee.tp_del != nil { keepAsGarbage(object) }
            node = node.next
        }
        old.takeAll(of: legacy)
        return count
    }

    private func keepAsGarbage(_ object: Ref) {
        guard let garbage = state.pointee.collector.garbage else { return }
        do { try listAppend(Ref(garbage), object) } catch { clearException() }
    }
}

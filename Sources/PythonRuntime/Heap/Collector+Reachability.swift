/// Finding what is unreachable: first every object's refcount is taken for the number of references from
/// outside the collected generations, then each reference found inside is subtracted. What is left above zero
/// is held from outside, and so is what those objects lead to.
extension Interpreter {
    /// Splits `base` into the reachable, which stay, and the unreachable, whose marks stay set.
    func separateUnreachable(_ base: GCNode, _ unreachable: GCNode) {
        countReferences(base)
        explainInnerReferences(base)
        unreachable.makeEmpty()
        moveUnreachable(base, unreachable)
    }

    private func countReferences(_ base: GCNode) {
        var node = base.next
        while node != base {
            node.startCounting(Ref(node.object).refcount)
            node = node.next
        }
    }

    private func explainInnerReferences(_ base: GCNode) {
        var node = base.next
        while node != base {
            traverse(node.object, Self.explainReference, nil)
            node = node.next
        }
    }

    /// Calls a function with each object that an object holds; stops at its first non-zero answer.
    @discardableResult
    @inline(__always)
    func traverse(
        _ raw: RawObject, _ visit: VisitSlot, _ argument: UnsafeMutableRawPointer?
    ) -> Int32 {
        Ref(raw).type.pointee.tp_traverse?(raw, visit, argument) ?? 0
    }

    private static var explainReference: VisitSlot {
        { held, _ in
            guard Interpreter(containing: held).isCollectable(Ref(held)) else { return 0 }
            let node = GCNode(object: held)
            if node.isCollecting { node.explainOneReference() }
            return 0
        }
    }

    /// Walks the list once. An object without a reference from outside is taken for unreachable until one
    /// found later proves to hold it, and is then put back at the end of the walk. `previous` links
    /// of reachable objects are made anew on the way, since the counts had their place.
    private func moveUnreachable(_ young: GCNode, _ unreachable: GCNode) {
        var previous = young
        var node = young.next
        while node != young {
            if node.unexplainedReferences != 0 {
                traverse(node.object, Self.noteReachable, young.head)
                node.previous = previous
                node.clearCollecting()
                previous = node
            } else {
                previous.next = node.next
                let last = unreachable.previous
                last.next = node
                last.markUnreachable()
                node.previous = last
                node.next = unreachable
                node.markUnreachable()
                unreachable.previous = node
            }
            node = previous.next
        }
        young.previous = previous
        unreachable.clearUnreachableMark()
    }

    /// An object held by a reachable one is reachable; the argument is the head of the list walked.
    private static var noteReachable: VisitSlot {
        { held, list in
            guard let list, Interpreter(containing: held).isCollectable(Ref(held)) else { return 0 }
            let node = GCNode(object: held)
            guard node.isCollecting else { return 0 }
            if node.isMarkedUnreachable {
                let before = node.previous
                let after = node.next
                before.next = after
                before.markUnreachable()
                after.previous = before
                GCNode(list.assumingMemoryBound(to: PyGC_Head.self)).append(node)
                node.setUnexplainedReferences(1)
            } else if node.unexplainedReferences == 0 {
                node.setUnexplainedReferences(1)
            }
            return 0
        }
    }

    func clearUnreachableMarks(_ list: GCNode) {
        var node = list.next
        while node != list {
            node.clearUnreachableMark()
            node = node.next
        }
        list.clearUnreachableMark()
    }

    // MARK: Untracking

    /// Takes tuples that hold nothing trackable out of the collector's sight for good.
    func untrackTuples(_ list: GCNode) {
        let tuple = type(.tuple)
        var node = list.next
        while node != list {
            let next = node.next
            if Ref(node.object).type == tuple { untrackTupleIfPossible(Ref(node.object)) }
            node = next
        }
    }

    private func untrackTupleIfPossible(_ tuple: Ref) {
        for index in 0..<tuple.itemCount {
            guard let item = tuple.tupleItems[index], !mayBeTracked(Ref(item)) else { return }
        }
        untrack(tuple.raw)
    }

    /// Takes dicts that hold nothing trackable out of the collector's sight until they do.
    func untrackDicts(_ list: GCNode) {
        let dict = type(.dict)
        var node = list.next
        while node != list {
            let next = node.next
            if Ref(node.object).type == dict,
                traverse(node.object, Self.isTrackable, nil) == 0
            {
                untrack(node.object)
            }
            node = next
        }
    }

    private static var isTrackable: VisitSlot {
        { held, _ in Interpreter(containing: held).mayBeTracked(Ref(held)) ? 1 : 0 }
    }
}

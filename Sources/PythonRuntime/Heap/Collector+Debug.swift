/// What the collector tells of its work on `sys.stderr` when `gc.set_debug` asked for it.
extension Interpreter {
    private func tells(_ flag: CollectorDebugFlags) -> Bool {
        state.pointee.collector.debugFlags.contains(flag)
    }

    /// `DEBUG_STATS`: what there is before a collection.
    func tellStart(_ generation: Int) {
        guard tells(.stats) else { return }
        let counts = (0...CollectorList.oldest).map { " \(gcList($0).count)" }.joined()
        writeToStandardError(
            """
            gc: collecting generation \(generation)...
            gc: objects in each generation:\(counts)
            gc: objects in permanent generation: \(frozenObjectCount)

            """)
    }

    /// `DEBUG_STATS`: what it came to. Collecting takes none of the program's time.
    func tellEnd(_ result: CollectorStatistics) {
        guard tells(.stats) else { return }
        let unreachable = result.collected + result.uncollectable
        writeToStandardError(
            "gc: done, \(unreachable) unreachable, \(result.uncollectable) uncollectable, 0.0000s elapsed\n"
        )
    }

    /// `DEBUG_COLLECTABLE` and `DEBUG_UNCOLLECTABLE`: each object of a list.
    func tellObjects(_ list: GCNode, _ flag: CollectorDebugFlags) {
        guard tells(flag) else { return }
        let word = flag == .collectable ? "collectable" : "uncollectable"
        var node = list.next
        while node != list {
            let object = Ref(node.object)
            let address = AddressSpace.simulatedAddress(of: object.raw)
            writeToStandardError(
                "gc: \(word) <\(typeName(object.type)) 0x\(String(address, radix: 16))>\n")
            node = node.next
        }
    }
}

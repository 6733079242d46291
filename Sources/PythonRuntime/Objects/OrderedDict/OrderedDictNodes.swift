/// The list of an ordered dict's keys.
extension Interpreter {
    // MARK: Finding

    /// The node of a key; nil when the key or its node is missing.
    func findNode(_ dict: Ref, _ key: Ref, hash: Int) throws(Raised) -> OrderedDictNode? {
        if dict.orderedDict.pointee.od_first == nil { return nil }
        let index = try dictFind(dict, key, hash: hash)
        guard index >= 0 else { return nil }
        // What the search ran may have changed the dict, but from here on nothing runs.
        try refreshFastNodes(dict)
        return fastNode(dict, index)
    }

    private func fastNode(_ dict: Ref, _ index: Int) -> OrderedDictNode? {
        let fields = dict.orderedDict
        guard let nodes = fields.pointee.od_fast_nodes, index < fields.pointee.od_fast_nodes_size
        else { return nil }
        return nodes[index]
    }

    /// Makes the nodes' array fit the dict's table. Keys are sought by identity, so that no code runs.
    private func refreshFastNodes(_ dict: Ref) throws(Raised) {
        let fields = dict.orderedDict
        let keys = dict.dictFields.pointee.ma_keys
        if fields.pointee.od_resize_sentinel == keys,
            fields.pointee.od_fast_nodes_size == keys.size
        {
            return
        }
        let size = keys.size
        guard let block = allocateBlock(size &* 8) else { throw raiseMemoryError() }
        let nodes = block.assumingMemoryBound(to: OrderedDictNode?.self)
        nodes.initialize(repeating: nil, count: size)
        var node = fields.pointee.od_first
        while let current = node {
            if let index = keys.find(identical: current.pointee.key, hash: current.pointee.hash) {
                nodes[index] = current
            }
            node = current.pointee.next
        }
        releaseFastNodes(fields)
        fields.pointee.od_fast_nodes = nodes
        fields.pointee.od_fast_nodes_size = size
        fields.pointee.od_resize_sentinel = keys
    }

    private func releaseFastNodes(_ fields: UnsafeMutablePointer<PyOrderedDictObject>) {
        if let nodes = fields.pointee.od_fast_nodes {
            freeBlock(UnsafeMutableRawPointer(nodes))
        }
        fields.pointee.od_fast_nodes = nil
        fields.pointee.od_fast_nodes_size = 0
        fields.pointee.od_resize_sentinel = nil
    }

    // MARK: Adding

    /// Gives a key that is in the dict a node at the end, unless it has one.
    func addNode(_ dict: Ref, _ key: Ref, hash: Int) throws(Raised) {
        let index = try dictFind(dict, key, hash: hash)
        guard index >= 0 else { throw raise(.keyError, argument: key) }
        try refreshFastNodes(dict)
        let fields = dict.orderedDict
        guard let nodes = fields.pointee.od_fast_nodes, index < fields.pointee.od_fast_nodes_size
        else { throw raise(.keyError, argument: key) }
        if nodes[index] != nil { return }
        guard let block = allocateBlock(MemoryLayout<PyOrderedDictNode>.size) else {
            throw raiseMemoryError()
        }
        let node = block.assumingMemoryBound(to: PyOrderedDictNode.self)
        key.incref()
        node.initialize(to: PyOrderedDictNode(key: key.raw, hash: hash, next: nil, prev: nil))
        nodes[index] = node
        link(fields, node, atEnd: true)
    }

    /// Enters a node at one of the ends.
    func link(
        _ fields: UnsafeMutablePointer<PyOrderedDictObject>, _ node: OrderedDictNode, atEnd: Bool
    ) {
        node.pointee.prev = atEnd ? fields.pointee.od_last : nil
        node.pointee.next = atEnd ? nil : fields.pointee.od_first
        if let previous = node.pointee.prev {
            previous.pointee.next = node
        } else {
            fields.pointee.od_first = node
        }
        if let next = node.pointee.next {
            next.pointee.prev = node
        } else {
            fields.pointee.od_last = node
        }
        fields.pointee.od_state &+= 1
    }

    // MARK: Removing

    /// Takes a node out of the list; it stays the caller's.
    func unlink(_ fields: UnsafeMutablePointer<PyOrderedDictObject>, _ node: OrderedDictNode) {
        if let previous = node.pointee.prev {
            previous.pointee.next = node.pointee.next
        } else {
            fields.pointee.od_first = node.pointee.next
        }
        if let next = node.pointee.next {
            next.pointee.prev = node.pointee.prev
        } else {
            fields.pointee.od_last = node.pointee.prev
        }
        node.pointee.prev = nil
        node.pointee.next = nil
        fields.pointee.od_state &+= 1
    }

    /// Removes the node of a key, if it has one.
    func removeNode(_ dict: Ref, _ key: Ref, hash: Int) throws(Raised) {
        guard let node = try findNode(dict, key, hash: hash) else { return }
        removeNode(dict, node)
    }

    /// Removes a node; releasing its key may run code.
    private func removeNode(_ dict: Ref, _ node: OrderedDictNode) {
        let fields = dict.orderedDict
        if let nodes = fields.pointee.od_fast_nodes {
            let size = fields.pointee.od_fast_nodes_size
            let keys = dict.dictFields.pointee.ma_keys
            let index = keys.find(identical: node.pointee.key, hash: node.pointee.hash)
            if let index, index < size, nodes[index] == node {
                nodes[index] = nil
            } else {
                // The dict was changed below the list.
                for place in 0..<size where nodes[place] == node { nodes[place] = nil }
            }
        }
        unlink(fields, node)
        let key = node.pointee.key
        freeBlock(UnsafeMutableRawPointer(node))
        Ref(key).decref()
    }

    /// Removes all nodes; the list is empty before the first key goes.
    func removeAllNodes(_ dict: Ref) {
        let fields = dict.orderedDict
        releaseFastNodes(fields)
        var node = fields.pointee.od_first
        fields.pointee.od_first = nil
        fields.pointee.od_last = nil
        while let current = node {
            node = current.pointee.next
            let key = current.pointee.key
            freeBlock(UnsafeMutableRawPointer(current))
            Ref(key).decref()
        }
    }
}

extension UnsafeMutablePointer where Pointee == PyDictKeysObject {
    /// The entry whose key is this very object.
    func find(identical key: RawObject, hash: Int) -> Int? {
        let mask = self.mask
        var perturb = UInt(bitPattern: hash)
        var slot = hash & mask
        while true {
            let index = index(at: slot)
            if index == DictIndex.empty { return nil }
            if index >= 0, self.key(index) == key { return index }
            perturb >>= 5
            slot = mask & (slot &* 5 &+ Int(bitPattern: perturb) &+ 1)
        }
    }
}

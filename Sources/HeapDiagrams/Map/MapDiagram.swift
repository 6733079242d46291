import HeapTrace

/// The picture of where things lie: the regions of the address space, the arenas' pools, and the
/// blocks of the pools that hold named objects.
///
/// Three bands, each a zoom into the one above. Nothing is to scale but everything bears its true
/// address and size. What is many (arenas, pools with names, rows of blocks) is capped, and what
/// was left out is said.
public struct MapDiagram: Sendable {
    public let map: MemoryMap
    public let title: String
    let owners: BlockOwners

    /// `snapshot` tells which names and types the map's marked blocks have.
    public init(map: MemoryMap, snapshot: HeapSnapshot, title: String) {
        self.map = map
        self.title = title
        owners = BlockOwners(snapshot)
    }

    /// The map as SVG. Ids in it start with `prefix`.
    public func picture(prefix: String) -> DiagramPicture {
        DiagramPicture(scene(), prefix: prefix)
    }

    /// The objects whose blocks the map marks, by the anchors of the blocks.
    public var markedBlocks: [String: ObjectSerial] {
        var blocks: [String: ObjectSerial] = [:]
        for arena in map.arenas {
            for pool in arena.pools {
                for (number, serial) in pool.namedBlocks {
                    let address =
                        pool.address &+ BlockPlace.poolHeaderSize
                        &+ UInt64(truncatingIfNeeded: number &* pool.blockSize)
                    blocks[BlockPlace.blockAnchor(address)] = serial
                }
            }
        }
        return blocks
    }

    /// The map as a file's text.
    public func svg(prefix: String) -> String {
        String(decoding: picture(prefix: prefix).standalone, as: UTF8.self)
    }

    /// The picture in words, as its `<desc>` has it.
    public var summary: String {
        var text = ""
        for region in map.regions {
            text += region.region.title + " from " + Numeral.address(region.start) + ", "
            text += Numeral.bytes(region.used) + " of " + Numeral.bytes(region.length) + " in use: "
            text += region.summary + ". "
        }
        let pools = map.arenas.reduce(0) { $0 + $1.pools.count }
        text += String(map.arenas.count) + (map.arenas.count == 1 ? " arena" : " arenas") + ", "
        text += String(pools) + (pools == 1 ? " pool" : " pools") + " handed out."
        return text
    }

    func scene() -> Scene {
        var canvas = MapCanvas()
        canvas.addRegions(map.regions)
        canvas.addArenas(map.arenas)
        canvas.addPools(map.arenas, owners: owners)
        return canvas.finished(title: title, description: summary)
    }
}

/// What the map writes on a block: the names bound to its object, or the object's type.
struct BlockOwners: Sendable {
    struct Owner: Sendable {
        var name: String
        var isNamed: Bool
        var type: String
        var isContainer: Bool
        var value: String
        var tone: Tone
    }

    private var owners: [ObjectSerial: Owner] = [:]

    init(_ snapshot: HeapSnapshot) {
        for object in snapshot.objects {
            owners[object.serial] = Owner(
                name: object.typeName, isNamed: false, type: object.typeName,
                isContainer: object.kind.isContainer, value: object.headline, tone: object.kind.tone
            )
        }
        for frame in snapshot.frames {
            for binding in frame.names {
                guard let target = binding.target, let owner = owners[target] else { continue }
                let name = owner.isNamed ? owner.name + "," + binding.name : binding.name
                owners[target]?.name = name
                if owner.isContainer { owners[target]?.value = owner.type }
                owners[target]?.isNamed = true
            }
        }
    }

    func owner(of serial: ObjectSerial) -> Owner? { owners[serial] }
}

extension MemoryRegion {
    var title: String {
        switch self {
        case .staticData: return "Static data"
        case .rawHeap: return "Raw heap"
        case .arenas: return "Arenas"
        case .frameStack: return "Frame stack"
        }
    }

    var tone: Tone {
        switch self {
        case .staticData: return .text
        case .rawHeap: return .instance
        case .arenas: return .number
        case .frameStack: return .mapping
        }
    }
}

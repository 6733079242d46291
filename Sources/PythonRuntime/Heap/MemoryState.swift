/// The allocators' state; the algorithms are in the files beside this one.
public struct MemoryState {
    /// Offset of the first free byte of the static region.
    var staticEnd: Int = StaticLayout.free
    /// Offset up to which the raw heap has been handed out.
    var rawEnd: Int = AddressSpace.rawStart
    /// Offset up to which arenas have been handed out.
    var arenaEnd: Int = AddressSpace.arenaStart
    /// Bytes in blocks that are handed out now, both allocators together.
    var liveBytes: Int = 0
}

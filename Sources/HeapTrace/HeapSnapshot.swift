/// The frames, names and reachable objects at one moment: after a cell, or at a line of it.
public struct HeapSnapshot: Hashable, Codable, Sendable {
    /// The module first, then the calls, the innermost last.
    public var frames: [FrameRecord]
    /// Every object reachable from the frames within the recorder's limits, by ascending serial.
    public var objects: [ObjectRecord]
    /// How many reachable objects the limits left out.
    public var omittedObjectCount: Int

    public init(frames: [FrameRecord], objects: [ObjectRecord], omittedObjectCount: Int = 0) {
        self.frames = frames
        self.objects = objects
        self.omittedObjectCount = omittedObjectCount
    }
}

/// A namespace: the module `__main__`, or the frame of a running function.
public struct FrameRecord: Hashable, Codable, Sendable {
    /// `__main__`, or the function's qualified name.
    public var name: String
    /// The line of the note being run in it, if it is running.
    public var line: Int?
    /// In the order of the namespace.
    public var names: [NameBinding]

    public init(name: String, line: Int? = nil, names: [NameBinding]) {
        self.name = name
        self.line = line
        self.names = names
    }
}

/// A name and the object it is bound to.
public struct NameBinding: Hashable, Codable, Sendable {
    public var name: String
    /// Nil for a local or cell that has no value yet.
    public var target: ObjectSerial?

    public init(name: String, target: ObjectSerial?) {
        self.name = name
        self.target = target
    }
}

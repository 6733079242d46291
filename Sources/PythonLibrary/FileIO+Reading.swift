import PythonRuntime
import VirtualSystem

/// What `FileIO` does with its descriptor.
extension Interpreter {
    /// Reads into a place; nil where that would have to wait.
    func readFile(
        _ stream: Ref, into place: UnsafeMutablePointer<UInt8>, _ count: Int
    ) throws(Raised) -> Int? {
        let descriptor = try openDescriptor(stream, reading: true)
        guard let bytes = try readDescriptor(descriptor, count) else { return nil }
        let taken = min(bytes.count, count)
        bytes.withUnsafeBufferPointer { bytes in
            if let start = bytes.baseAddress { place.update(from: start, count: taken) }
        }
        return taken
    }

    /// Writes bytes; nil where that would have to wait.
    func writeFile(_ stream: Ref, _ bytes: UnsafeBufferPointer<UInt8>) throws(Raised) -> Int? {
        let descriptor = try openDescriptor(stream, writing: true)
        return try writeDescriptor(descriptor, Array(bytes))
    }

    func openDescriptor(
        _ stream: Ref, reading: Bool = false, writing: Bool = false
    ) throws(Raised) -> Int {
        let fields = stream.fields(FileIOObject.self).pointee
        if fields.descriptor < 0 { throw raise(.valueError, "I/O operation on closed file") }
        if reading, !fields.reads {
            throw try IOModule.unsupported(self, "File not open for reading")
        }
        if writing, !fields.writes {
            throw try IOModule.unsupported(self, "File not open for writing")
        }
        return fields.descriptor
    }

    /// `None` when there is nothing yet and the descriptor doesn't wait.
    func readOnce(_ descriptor: Int, _ count: Int) throws(Raised) -> Owned {
        guard let bytes = try readDescriptor(descriptor, count) else { return none.owned() }
        return try makeBytes(bytes)
    }

    func readToEnd(_ descriptor: Int) throws(Raised) -> Owned {
        var all: [UInt8] = []
        while true {
            guard let bytes = try readDescriptor(descriptor, 1 << 20) else {
                return all.isEmpty ? none.owned() : try makeBytes(all)
            }
            if bytes.isEmpty { return try makeBytes(all) }
            all += bytes
        }
    }

    func closeFile(_ stream: Ref) throws(Raised) {
        let fields = stream.fields(FileIOObject.self)
        let isClosed = try isMarkedClosed(stream)
        try doBoth { () throws(Raised) in
            if !isClosed { try callFlush(stream) }
        } _: { () throws(Raised) in
            try markClosed(stream)
            if fields.pointee.finalizing { warnUnclosed(stream, about: stream) }
            try closeDescriptor(stream)
        }
    }

    private func closeDescriptor(_ stream: Ref) throws(Raised) {
        let fields = stream.fields(FileIOObject.self)
        let descriptor = fields.pointee.descriptor
        guard descriptor >= 0 else { return }
        fields.pointee.descriptor = -1
        if fields.pointee.closesDescriptor {
            try withFiles(nil) { files throws(SystemFailure) in
                try files.close(descriptor)
            }
        }
    }

    func fileRepr(_ stream: Ref) throws(Raised) -> Owned {
        let fields = stream.fields(FileIOObject.self).pointee
        if fields.descriptor < 0 { return try makeString("<_io.FileIO [closed]>") }
        let key = try intern("name")
        let closes = fields.closesDescriptor ? "True" : "False"
        let rest = "mode='\(FileIO.mode(stream))' closefd=\(closes)>"
        guard let raw = try lookupAttribute(stream, key.ref) else {
            return try makeString("<_io.FileIO fd=\(fields.descriptor) \(rest)")
        }
        let name = Owned(stealing: raw)
        guard try enterRepr(stream) else {
            throw raise(
                .runtimeError, "reentrant call inside \(typeName(stream.type)).__repr__")
        }
        defer { leaveRepr(stream) }
        let text = try repr(name.ref)
        return try makeString("<_io.FileIO name=\(text.ref.text) \(rest)")
    }
}

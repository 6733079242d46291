import Glibc

@testable import PythonRuntime

/// A mapping with working allocators and no Python in it.
final class BareHeap {
    let interpreter: Interpreter

    init() throws {
        guard let base = AddressSpace.reserve() else { throw HostRefused() }
        interpreter = Interpreter(containing: base)
        interpreter.state.initialize(to: InterpreterState())
        interpreter.initializeHeap()
    }

    deinit { AddressSpace.release(interpreter.base) }

    func allocate(_ size: Int) throws -> UnsafeMutableRawPointer {
        guard let block = interpreter.allocateBlock(size) else { throw LimitReached() }
        return block
    }

    func free(_ block: UnsafeMutableRawPointer) { interpreter.freeBlock(block) }

    /// The block's number in its pool.
    func number(_ block: UnsafeMutableRawPointer) -> Int {
        let pool = interpreter.pool(of: block)
        let offset = block - UnsafeMutableRawPointer(pool) - SmallBlocks.poolHeaderSize
        return offset / SmallBlocks.blockSize(ofClass: Int(pool.pointee.sizeClass))
    }
}

struct HostRefused: Error {}
struct LimitReached: Error {}

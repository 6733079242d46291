import PythonBytecode

/// The counter in the first cache of an adaptive instruction (`Include/internal/pycore_code.h`): 12
/// bits that count down to the next attempt, and 4 that say how long to wait after a failure.
enum AdaptiveCounter {
    @inline(__always) static var backoffBits: UInt16 { 4 }
    static var maximumBackoff: UInt16 { 12 }
    /// After misses have made an instruction adaptive again: 31 attempts until the next, backoff 5.
    static var start: UInt16 { 31 << 4 | 5 }
    /// After a success: how many misses are borne.
    static var missesBorne: UInt16 { 53 }

    /// The counter after a failed attempt: twice as long until the next.
    static func backedOff(_ counter: UInt16) -> UInt16 {
        let backoff = min((counter & 15) + 1, maximumBackoff)
        return ((1 << backoff) - 1) << backoffBits | backoff
    }
}

extension EvaluationMachine {
    /// Counts an execution of an adaptive instruction in its general form; false when the time has come
    /// to specialise it.
    @inline(__always)
    func countsDown() -> Bool {
        let counter = caches.pointee
        if counter < 1 << AdaptiveCounter.backoffBits { return false }
        caches.pointee = counter &- 1 << AdaptiveCounter.backoffBits
        return true
    }
}

extension Interpreter {
    /// Counts an execution whose operands didn't suit the specialised form; after too many the
    /// instruction becomes adaptive again. `caches` is the first cache, behind the instruction.
    func countMiss(_ caches: UnsafeMutablePointer<UInt16>, _ general: Opcode) {
        guard let adaptive = general.adaptive else { return }
        caches.pointee &-= 1
        guard caches.pointee == 0 else { return }
        specialize(caches, as: adaptive)
        caches.pointee = AdaptiveCounter.start
    }

    /// Gives the instruction before its caches another form.
    @inline(__always)
    func specialize(_ caches: UnsafeMutablePointer<UInt16>, as opcode: Opcode) {
        let unit = caches - 1
        unit.pointee = unit.pointee & 0xff00 | UInt16(opcode.rawValue)
        caches.pointee = AdaptiveCounter.missesBorne
    }

    /// Nothing suits: the next attempt comes later.
    @inline(__always)
    func backOff(_ caches: UnsafeMutablePointer<UInt16>) {
        caches.pointee = AdaptiveCounter.backedOff(caches.pointee)
    }
}

extension UnsafeMutablePointer<UInt16> {
    /// 32 bits in two caches.
    @inline(__always)
    var pair: UInt32 {
        get { UInt32(self[0]) | UInt32(self[1]) &<< 16 }
        nonmutating set {
            self[0] = UInt16(truncatingIfNeeded: newValue)
            self[1] = UInt16(truncatingIfNeeded: newValue &>> 16)
        }
    }

    /// A reference in four caches.
    @inline(__always)
    var object: RawObject? {
        get { UnsafeRawPointer(self).loadUnaligned(as: RawObject?.self) }
        nonmutating set {
            UnsafeMutableRawPointer(self).storeBytes(of: newValue, as: RawObject?.self)
        }
    }
}

import PythonRuntime

/// The types of the native modules, by the numbers the runtime keeps them under; it uses those below 16
/// itself, for `sys`.
enum LibraryType: Int {
    case lock = 16, reentrantLock
    case statResult, terminalSize, unameResult, timesResult, directoryEntry, scanIterator
    case structTime, clockInfo
    case fileIO, bytesIO, stringIO, ioBase, rawIOBase, bufferedIOBase, textIOBase
    case bufferedReader, bufferedWriter, bufferedRandom, bufferedPair, textStream
    case newlineDecoder
    case count, cycle, repeating, chain, compress, dropWhile, takeWhile, filterFalse, islice
    case starmap, tee, teeData, zipLongest, product, permutations, combinations
    case combinationsWithReplacement, accumulate, groupBy, grouper, pairwise
    case itemGetter, attributeGetter, methodCaller
    case partial, keyWrapper, lruCache, lruLink
    case deque, dequeIterator, dequeReverseIterator, defaultDict, tupleGetter
    case pattern, match, scanner, structure, unpackIterator, randomGenerator, sha512
    case abcData
    case bytesIOBuffer
    case methodsOfInstance, methodsOfClass, methodsOfNobody
    case methodDescriptorBase, methodDescriptorDerived, methodDescriptorWithoutGet
    case methodDescriptor2, awaitable
    case structError, binasciiError, binasciiIncomplete
    case contextType, contextVariableType, contextTokenType, contextTokenMissing
    case array, arrayIterator, unicodeDatabase, symbolScope
    case csvDialect, csvReader, csvWriter, csvError
    case contextKeys, contextValues, contextItems
    case threadLocal, threadLocalDummy, threadHookArguments, simpleQueue, queueEmpty
    case waitIdResult, fileSystemResult, pollObject, eventPoll, socket, signalInformation
    case passwordEntry, groupEntry, resourceUsage, schedulingParameter
    case spamList, spamDict
    case cData, cSimple, cStructure, cUnion, cArray, cPointer, cFunction
    case cSimpleMeta, cStructureMeta, cUnionMeta, cArrayMeta, cPointerMeta, cFunctionMeta
    case formatIterator, fieldNameIterator
    case storageDict, cField, cArgument, cArgumentError, cThunk, cState
    case md5, sha1, sha224, sha256, sha384
    case sha3At224, sha3At256, sha3At384, sha3At512, shake128, shake256, blake2b, blake2s
    case multiPhaseExample
}

extension Interpreter {
    /// A type of a native module that has been made.
    @inline(__always)
    func type(_ type: LibraryType) -> TypePointer { libraryType(type.rawValue) }

    @discardableResult
    func makeType(
        _ type: LibraryType, _ spec: @autoclosure () -> TypeSpec, base: TypePointer? = nil
    ) throws(Raised) -> TypePointer {
        try makeLibraryType(type.rawValue, spec(), base: base)
    }

    /// Makes a type and puts it into its module, under the last part of its name.
    func addType(
        _ type: LibraryType, _ spec: @autoclosure () -> TypeSpec, base: TypePointer? = nil,
        to module: Ref
    ) throws(Raised) {
        let pointer = try makeType(type, spec(), base: base)
        try setModuleAttribute(module, shortTypeName(pointer), Ref(RawObject(pointer)))
    }

    /// Makes an exception class and puts it into its module, under the last part of its name.
    func addException(
        _ type: LibraryType, _ name: String, base: BuiltinType = .exception,
        addsFields: Bool = true, to module: Ref
    ) throws(Raised) {
        let pointer = try makeLibraryException(
            type.rawValue, name, base: base, addsFields: addsFields)
        try setModuleAttribute(module, shortTypeName(pointer), Ref(RawObject(pointer)))
    }

    /// Raises an exception of a native module's own class.
    func raise(_ type: LibraryType, _ message: String) -> Raised {
        do {
            let text = try makeString(message)
            let arguments = try makeTuple([text.ref])
            return raise(instance: try makeException(self.type(type), arguments.ref))
        } catch { return error }
    }

    /// Whether an object is of a type or of a subclass.
    func isInstance(_ object: Ref, _ type: LibraryType) -> Bool {
        hasLibraryType(type.rawValue) && isSubtype(object.type, self.type(type))
    }

    func setInt(_ module: Ref, _ name: String, _ value: Int) throws(Raised) {
        let number = try makeInt(value)
        try setModuleAttribute(module, name, number.ref)
    }

    func setText(_ module: Ref, _ name: String, _ text: String) throws(Raised) {
        let value = try makeString(text)
        try setModuleAttribute(module, name, value.ref)
    }

    /// `OSError(code, strerror(code), path)`, as the subclass for the code.
    func raiseOSError(_ code: Int32, _ text: String, path: Ref? = nil) -> Raised {
        do {
            let number = try makeInt(Int(code))
            let message = try makeString(text)
            let arguments = try makeTuple([number.ref, message.ref] + (path.map { [$0] } ?? []))
            return raise(instance: try makeException(self.type(.osError), arguments.ref))
        } catch { return error }
    }
}

/// The layout of a type, from a pointer to an object.
extension Ref {
    @inline(__always)
    func field(_ offset: Int) -> UnsafeMutablePointer<RawObject?> {
        (raw + offset).assumingMemoryBound(to: RawObject?.self)
    }
}

/// Slots that many of the types share.
enum SharedSlots {
    /// `tp_iter` of an iterator.
    static var selfIterator: UnarySlot { { Ref($0).owned().take() } }
}

/// Releases the references an object holds at some offsets.
func releaseFields(_ object: Ref, _ offsets: ClosedRange<Int>) {
    for offset in stride(from: offsets.lowerBound, through: offsets.upperBound, by: 8) {
        let place = object.field(offset)
        if let held = place.pointee {
            place.pointee = nil
            Ref(held).decref()
        }
    }
}

/// Visits the references an object holds at some offsets.
func visitFields(
    _ raw: RawObject, _ offsets: ClosedRange<Int>, _ visit: VisitSlot,
    _ argument: UnsafeMutableRawPointer?
) -> Int32 {
    for offset in stride(from: offsets.lowerBound, through: offsets.upperBound, by: 8) {
        let status = visitReference(Ref(raw).field(offset).pointee, visit, argument)
        if status != 0 { return status }
    }
    return 0
}

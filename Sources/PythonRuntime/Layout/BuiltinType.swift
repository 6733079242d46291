/// The static types of an interpreter. Each has a fixed place in the static region, in this order,
/// so a type's address is arithmetic, not a load.
public enum BuiltinType: Int, CaseIterable, Sendable {
    case object, type, none, notImplemented, ellipsis
    case int, bool, float, complex
    case str, bytes, bytearray, memoryview, managedBuffer, memoryIterator
    case tuple, list, dict, set, frozenset, range, slice
    case tupleIterator, listIterator, listReverseIterator, rangeIterator, longRangeIterator
    case strIterator, strASCIIIterator, bytesIterator, bytearrayIterator, setIterator
    case dictKeys, dictValues, dictItems
    case dictKeyIterator, dictValueIterator, dictItemIterator
    case dictReverseKeyIterator, dictReverseValueIterator, dictReverseItemIterator
    case sequenceIterator, callableIterator
    case enumerate, zip, map, filter, reversed
    case function, builtinFunction, builtinMethod, method, cell, code, frame, module, traceback
    case generator, coroutine, coroutineWrapper, asyncGenerator
    case asyncGeneratorASend, asyncGeneratorAThrow, asyncGeneratorWrappedValue, anextAwaitable
    case property, classmethod, staticmethod, `super`
    case methodDescriptor, classMethodDescriptor, wrapperDescriptor, memberDescriptor
    case getSetDescriptor, methodWrapper, mappingProxy, simpleNamespace
    case genericAlias, genericAliasIterator, unionType, capsule, weakReference, weakProxy,
        weakCallableProxy
    case stderrPrinter, encodingMap, contextVariable, context, contextToken
    // Exceptions, in the order of the hierarchy's listing in the library reference.
    case baseException, systemExit, keyboardInterrupt, generatorExit, baseExceptionGroup
    case exception, stopAsyncIteration, stopIteration
    case arithmeticError, floatingPointError, overflowError, zeroDivisionError
    case assertionError, attributeError, bufferError, eofError, importError, moduleNotFoundError
    case lookupError, indexError, keyError, memoryError, nameError, unboundLocalError
    case osError, blockingIOError, childProcessError, connectionError, brokenPipeError
    case connectionAbortedError, connectionRefusedError, connectionResetError, fileExistsError
    case fileNotFoundError, interruptedError, isADirectoryError, notADirectoryError
    case permissionError, processLookupError, timeoutError
    case referenceError, runtimeError, notImplementedError, recursionError
    case syntaxError, indentationError, tabError, systemError, typeError, valueError
    case unicodeError, unicodeDecodeError, unicodeEncodeError, unicodeTranslateError
    case warning, bytesWarning, deprecationWarning, encodingWarning, futureWarning, importWarning
    case pendingDeprecationWarning, resourceWarning, runtimeWarning, syntaxWarning
    case unicodeWarning, userWarning
}

extension BuiltinType {
    /// Whether the type takes `__getattribute__` over from its base, where most set the default one
    /// themselves and so have it in their dict.
    var inheritsGetAttribute: Bool {
        switch self {
        case .bool, .classmethod, .staticmethod, .function, .none, .notImplemented,
            .dictReverseKeyIterator, .dictReverseValueIterator, .dictReverseItemIterator,
            .weakReference:
            true
        default: rawValue > BuiltinType.baseException.rawValue
        }
    }
}

/// A static type with its suites, as one block of the static region.
@frozen
public struct StaticTypeBlock {
    public var type: PyTypeObject
    public var number: PyNumberMethods
    public var sequence: PySequenceMethods
    public var mapping: PyMappingMethods
    public var async: PyAsyncMethods
    public var buffer: PyBufferProcs
}

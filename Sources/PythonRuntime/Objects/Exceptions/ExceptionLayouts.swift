/// The fields that some exceptions have after those of `PyBaseExceptionObject`
/// (`Include/cpython/pyerrors.h`). References are owned and may be nil.

@frozen
public struct PySystemExitObject {
    public var base: PyBaseExceptionObject
    public var code: RawObject?
}

@frozen
public struct PyStopIterationObject {
    public var base: PyBaseExceptionObject
    public var value: RawObject?
}

@frozen
public struct PyNameErrorObject {
    public var base: PyBaseExceptionObject
    public var name: RawObject?
}

@frozen
public struct PyAttributeErrorObject {
    public var base: PyBaseExceptionObject
    public var obj: RawObject?
    public var name: RawObject?
}

@frozen
public struct PyImportErrorObject {
    public var base: PyBaseExceptionObject
    public var msg: RawObject?
    public var name: RawObject?
    public var path: RawObject?
}

@frozen
public struct PySyntaxErrorObject {
    public var base: PyBaseExceptionObject
    public var msg: RawObject?
    public var filename: RawObject?
    public var lineno: RawObject?
    public var offset: RawObject?
    public var end_lineno: RawObject?
    public var end_offset: RawObject?
    public var text: RawObject?
    public var print_file_and_line: RawObject?
}

@frozen
public struct PyOSErrorObject {
    public var base: PyBaseExceptionObject
    public var myerrno: RawObject?
    public var strerror: RawObject?
    public var filename: RawObject?
    public var filename2: RawObject?
    /// −1 until `BlockingIOError` is told how much was written.
    public var written: Int
}

@frozen
public struct PyUnicodeErrorObject {
    public var base: PyBaseExceptionObject
    public var encoding: RawObject?
    public var object: RawObject?
    public var start: Int
    public var end: Int
    public var reason: RawObject?
}

@frozen
public struct PyBaseExceptionGroupObject {
    public var base: PyBaseExceptionObject
    public var msg: RawObject?
    /// A tuple.
    public var excs: RawObject?
}

import PythonRuntime
import VirtualSystem

/// `select.epoll`: a descriptor of an event poll.
enum EventPollObject {
    private static let numberOffset = 16

    static func spec() -> TypeSpec {
        TypeSpec(
            library: "select.epoll", basicSize: 24,
            methods: registrationMethods + [
                MethodSpec("poll", .fastKeywords) { poll, arguments, count, names in
                    nativeMethod(poll, arguments, count, names) {
                        interpreter, poll, arguments throws(Raised) in
                        let values = try interpreter.bind(
                            ParameterList(
                                function: "poll", names: ["timeout", "maxevents"],
                                maximumPositional: 2), arguments)
                        return try EventPollObject.wait(
                            interpreter, try EventPollObject.events(interpreter, poll),
                            CallValues(interpreter: interpreter, values: values))
                    }
                },
                MethodSpec("close", .noArguments) { poll, _, _, _ in
                    withSelf(poll) { interpreter, poll throws(Raised) in
                        EventPollObject.close(interpreter, poll)
                        return interpreter.none.owned()
                    }
                },
                MethodSpec("fileno", .noArguments) { poll, _, _, _ in
                    withSelf(poll) { interpreter, poll throws(Raised) in
                        try interpreter.makeInt(try EventPollObject.number(interpreter, poll))
                    }
                },
                MethodSpec("__enter__", .noArguments) { poll, _, _, _ in
                    withSelf(poll) { interpreter, poll throws(Raised) in
                        _ = try EventPollObject.number(interpreter, poll)
                        return poll.owned()
                    }
                },
                MethodSpec("__exit__", .fast) { poll, _, _, _ in
                    withSelf(poll) { interpreter, poll throws(Raised) in
                        EventPollObject.close(interpreter, poll)
                        return interpreter.none.owned()
                    }
                },
                MethodSpec("fromfd", [.classMethod, .oneArgument]) { cls, arguments, _, _ in
                    nativeMethod(cls, arguments, 1, nil) {
                        interpreter, cls, arguments throws(Raised) in
                        let poll = try interpreter.allocateInstance(
                            cls.raw.assumingMemoryBound(to: PyTypeObject.self))
                        let number = try interpreter.indexValue(
                            arguments[0], overflow: .overflowError)
                        EventPollObject.slot(poll.ref).pointee = number
                        return poll
                    }
                },
            ],
            getSets: [
                GetSetSpec("closed") { raw, _ in
                    Ref(raw).interpreter.bool(EventPollObject.slot(Ref(raw)).pointee < 0).take()
                }
            ]
        ) { block in
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try EventPollObject.create(
                        Interpreter(containing: type),
                        type.assumingMemoryBound(to: PyTypeObject.self), Ref(arguments), keywords)
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                EventPollObject.close(interpreter, Ref(raw))
                interpreter.freeInstance(raw)
            }
        }
    }

    private static var registrationMethods: [MethodSpec] {
        [
            MethodSpec("register", .fastKeywords) { poll, arguments, count, names in
                nativeMethod(poll, arguments, count, names) {
                    interpreter, poll, arguments throws(Raised) in
                    try EventPollObject.register(interpreter, poll, arguments)
                }
            },
            MethodSpec("modify", .fastKeywords) { poll, arguments, count, names in
                nativeMethod(poll, arguments, count, names) {
                    interpreter, poll, arguments throws(Raised) in
                    try EventPollObject.modify(interpreter, poll, arguments)
                }
            },
            MethodSpec("unregister", .fastKeywords) { poll, arguments, count, names in
                nativeMethod(poll, arguments, count, names) {
                    interpreter, poll, arguments throws(Raised) in
                    try EventPollObject.unregister(interpreter, poll, arguments)
                }
            },
        ]
    }

    private static func register(
        _ interpreter: Interpreter, _ object: Ref, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        let bound = try interpreter.bind(
            ParameterList(
                function: "register", names: ["fd", "eventmask"], required: 1,
                maximumPositional: 2), arguments)
        let values = CallValues(interpreter: interpreter, values: bound)
        let poll = try events(interpreter, object)
        let number = try values.descriptor(0)
        let mask = try values.int(1, default: 7)
        let description = try interpreter.description(number)
        do throws(SystemFailure) {
            try poll.register(number, description, events: mask)
        } catch { throw interpreter.raise(error) }
        return interpreter.none.owned()
    }

    private static func modify(
        _ interpreter: Interpreter, _ object: Ref, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        let bound = try interpreter.bind(
            ParameterList(
                function: "modify", names: ["fd", "eventmask"], required: 2,
                maximumPositional: 2), arguments)
        let values = CallValues(interpreter: interpreter, values: bound)
        let poll = try events(interpreter, object)
        let number = try values.descriptor(0)
        let mask = try values.int(1)
        do throws(SystemFailure) { try poll.modify(number, events: mask) } catch {
            throw interpreter.raise(error)
        }
        return interpreter.none.owned()
    }

    private static func unregister(
        _ interpreter: Interpreter, _ object: Ref, _ arguments: Arguments
    ) throws(Raised) -> Owned {
        let bound = try interpreter.bind(
            ParameterList(
                function: "unregister", names: ["fd"], required: 1, maximumPositional: 1),
            arguments)
        let values = CallValues(interpreter: interpreter, values: bound)
        let poll = try events(interpreter, object)
        let number = try values.descriptor(0)
        _ = try interpreter.description(number)
        do throws(SystemFailure) { try poll.unregister(number) } catch {
            throw interpreter.raise(error)
        }
        return interpreter.none.owned()
    }

    private static func events(_ interpreter: Interpreter, _ poll: Ref) throws(Raised) -> EventPoll
    {
        guard let events = try interpreter.description(try number(interpreter, poll)) as? EventPoll
        else { throw interpreter.raise(SystemFailure.invalid) }
        return events
    }

    private static func create(
        _ interpreter: Interpreter, _ type: TypePointer, _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        let values = CallValues(
            interpreter: interpreter,
            values: try interpreter.bind(
                ParameterList(
                    function: "epoll", names: ["sizehint", "flags"], maximumPositional: 2),
                tuple: arguments, keywords: keywords))
        let hint = try values.int(0, default: -1)
        if hint == 0 || hint < -1 {
            throw interpreter.raise(.valueError, "sizehint must be positive or -1")
        }
        let flags = try values.int(1, default: 0)
        if flags & ~524_288 != 0 { throw interpreter.raise(SystemFailure.invalid) }
        let poll = try interpreter.allocateInstance(type)
        slot(poll.ref).pointee = -1
        slot(poll.ref).pointee = try interpreter.withFiles(nil) { files throws(SystemFailure) in
            try files.add(EventPoll())
        }
        return poll
    }

    private static func wait(
        _ interpreter: Interpreter, _ poll: EventPoll, _ values: CallValues
    ) throws(Raised) -> Owned {
        var deadline: Int?
        var isPolling = false
        if let timeout = values.given(0) {
            let seconds = try SelectModule.seconds(interpreter, timeout)
            if seconds >= 0 { deadline = interpreter.deadline(after: seconds) }
            isPolling = seconds == 0
        }
        let limit = try values.int(1, default: -1)
        if limit == 0 || limit < -1 {
            throw interpreter.raise(
                .valueError, "maxevents must be greater than 0, got \(limit)")
        }
        if isPolling {
            _ = try interpreter.waitForSystem(for: nil)
        } else {
            _ = try interpreter.waitForSystem(until: deadline) {
                !poll.readiness.isEmpty
            }
        }
        return try list(interpreter, poll.take(limit < 0 ? 1023 : limit))
    }

    /// A list of pairs of a descriptor and its events.
    static func list(
        _ interpreter: Interpreter, _ events: [(number: Int, events: Int)]
    ) throws(Raised) -> Owned {
        let list = try interpreter.makeList()
        for event in events {
            let pair = try PosixModule.intTuple(interpreter, [event.number, event.events])
            try interpreter.listAppend(list.ref, pair.ref)
        }
        return list
    }

    private static func slot(_ poll: Ref) -> UnsafeMutablePointer<Int> {
        (poll.raw + numberOffset).assumingMemoryBound(to: Int.self)
    }

    private static func number(_ interpreter: Interpreter, _ poll: Ref) throws(Raised) -> Int {
        let number = slot(poll).pointee
        if number < 0 {
            throw interpreter.raise(.valueError, "I/O operation on closed epoll object")
        }
        return number
    }

    private static func close(_ interpreter: Interpreter, _ poll: Ref) {
        let number = slot(poll).pointee
        slot(poll).pointee = -1
        if number >= 0 { try? interpreter.files?.close(number) }
    }
}

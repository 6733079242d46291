import PythonRuntime
import VirtualSystem

/// The module `select` (`Modules/selectmodule.c`) over virtual descriptors: waiting gives others their turns and
/// moves the clock on.
enum SelectModule {
    @Sendable
    static func make(_ interpreter: Interpreter) throws(Raised) -> Owned {
        let module = try interpreter.makeModule("select", functions: functions)
        try interpreter.makeType(.pollObject, PollObject.spec())
        try interpreter.addType(.eventPoll, EventPollObject.spec(), to: module.ref)
        for (name, value) in constants { try interpreter.setInt(module.ref, name, value) }
        let error = Ref(RawObject(interpreter.type(.osError)))
        try interpreter.setModuleAttribute(module.ref, "error", error)
        return module
    }

    private static let constants: [(String, Int)] = [
        ("POLLIN", 1), ("POLLPRI", 2), ("POLLOUT", 4), ("POLLERR", 8), ("POLLHUP", 16),
        ("POLLNVAL", 32), ("POLLRDNORM", 64), ("POLLRDBAND", 128), ("POLLWRNORM", 256),
        ("POLLWRBAND", 512), ("POLLMSG", 1024), ("POLLRDHUP", 8192), ("PIPE_BUF", 4096),
        ("EPOLLIN", 1), ("EPOLLPRI", 2), ("EPOLLOUT", 4), ("EPOLLERR", 8), ("EPOLLHUP", 16),
        ("EPOLLRDNORM", 64), ("EPOLLRDBAND", 128), ("EPOLLWRNORM", 256), ("EPOLLWRBAND", 512),
        ("EPOLLMSG", 1024), ("EPOLLRDHUP", 8192), ("EPOLLEXCLUSIVE", 1 << 28),
        ("EPOLLONESHOT", 1 << 30), ("EPOLLET", 1 << 31), ("EPOLL_CLOEXEC", 524_288),
    ]

    private static let functions: [NativeModuleFunction] = [
        NativeModuleFunction("select", .fast) { module, arguments, count, names in
            systemFunction(
                module, arguments, count, names,
                ParameterList(
                    function: "select", names: ["", "", "", ""], positionalOnly: 4, required: 3,
                    maximumPositional: 4)
            ) { interpreter, values throws(Raised) in try select(interpreter, values) }
        },
        NativeModuleFunction("poll", .noArguments) { module, _, _, _ in
            moduleFunction(module) { interpreter throws(Raised) in
                let poll = try interpreter.allocateInstance(interpreter.type(.pollObject))
                poll.ref.hold(16, try interpreter.makeDict())
                return poll
            }
        },
    ]

    /// A descriptor that is waited for, by the object given for it.
    struct Waiter {
        var object: Ref
        var number: Int
        var description: OpenDescription
    }

    private static func select(
        _ interpreter: Interpreter, _ values: CallValues
    ) throws(Raised) -> Owned {
        var deadline: Int?
        var isPolling = false
        if let timeout = values.given(3) {
            let seconds = try seconds(interpreter, timeout)
            if seconds < 0 {
                throw interpreter.raise(.valueError, "timeout must be non-negative")
            }
            deadline = interpreter.deadline(after: seconds)
            isPolling = seconds == 0
        }
        var held: [RawObject] = []
        defer { for object in held { Ref(object).decref() } }
        var given: [[(object: Ref, number: Int)]] = []
        for index in 0..<3 {
            given.append(try numbers(interpreter, values.object(index), &held))
        }
        var sets: [[Waiter]] = []
        for entries in given {
            sets.append(
                try entries.map { entry throws(Raised) in
                    Waiter(
                        object: entry.object, number: entry.number,
                        description: try interpreter.description(entry.number))
                })
        }
        let wanted: [OpenDescription.Readiness] = [
            [.readable, .failed, .hungUp], [.writable, .failed], [],
        ]
        let watched = sets.map { $0.map(\.description) }
        func isReady() -> Bool {
            zip(watched, wanted).contains { descriptions, events in
                descriptions.contains { !$0.readiness.isDisjoint(with: events) }
            }
        }
        if isPolling {
            _ = try interpreter.waitForSystem(for: nil)
        } else {
            _ = try interpreter.waitForSystem(until: deadline, for: isReady)
        }
        let lists = try interpreter.makeList()
        for (set, events) in zip(sets, wanted) {
            let list = try interpreter.makeList()
            for waiter in set where !waiter.description.readiness.isDisjoint(with: events) {
                try interpreter.listAppend(list.ref, waiter.object)
            }
            try interpreter.listAppend(lists.ref, list.ref)
        }
        return try interpreter.makeTuple(from: lists.ref)
    }

    /// What is given, kept alive, and the descriptors meant by it.
    private static func numbers(
        _ interpreter: Interpreter, _ given: Ref, _ held: inout [RawObject]
    ) throws(Raised) -> [(object: Ref, number: Int)] {
        var found: [(object: Ref, number: Int)] = []
        guard given.type.pointee.tp_iter != nil || interpreter.isSequence(given) else {
            throw interpreter.raise(.typeError, "arguments 1-3 must be sequences")
        }
        let sequence =
            given.isList ? given.owned() : try interpreter.makeTuple(from: given)
        if !given.isList, !given.isTuple { held.append(sequence.ref.owned().take()) }
        var index = -1
        while true {
            index += 1
            // A list may become shorter while its items are asked for their descriptors.
            guard index < (given.isList ? given.itemCount : sequence.ref.itemCount) else { break }
            let object = given.isList ? given.listItem(index) : sequence.ref.tupleItem(index)
            held.append(object.owned().take())
            let number = try interpreter.descriptorNumber(object)
            if index >= 1024 {
                throw interpreter.raise(
                    .valueError, "too many file descriptors in select()")
            }
            if number >= 1024 {
                throw interpreter.raise(
                    .valueError, "filedescriptor out of range in select()")
            }
            found.append((object, number))
        }
        return found
    }

    static func seconds(_ interpreter: Interpreter, _ timeout: Ref) throws(Raised) -> Double {
        if timeout.isInt {
            let length = try interpreter.nanoseconds(ofSeconds: timeout)
            return Double(length) / 1e9
        }
        guard interpreter.isFloat(timeout) else {
            throw interpreter.raise(.typeError, "timeout must be a float or None")
        }
        let value = try interpreter.doubleValue(timeout)
        if value.isNaN {
            throw interpreter.raise(.valueError, "Invalid value NaN (not a number)")
        }
        if abs(value) >= 9_223_372_036.854775 {
            throw interpreter.raise(.overflowError, "timestamp too large to convert to C _PyTime_t")
        }
        return value
    }
}

/// What `select.poll()` gives: descriptors and what is waited for on each, in a dict as CPython keeps them.
enum PollObject {
    static func spec() -> TypeSpec {
        TypeSpec(
            library: "select.poll", basicSize: 48, flags: TypeFlags.disallowInstantiation,
            methods: [
                MethodSpec("register", .fast) { poll, arguments, count, names in
                    PollObject.onPoll(poll, arguments, count, names, "register", 1...2) {
                        interpreter, dict, arguments throws(Raised) in
                        try PollObject.set(interpreter, dict, arguments, mustExist: false)
                    }
                },
                MethodSpec("modify", .fast) { poll, arguments, count, names in
                    PollObject.onPoll(poll, arguments, count, names, "modify", 2...2) {
                        interpreter, dict, arguments throws(Raised) in
                        try PollObject.set(interpreter, dict, arguments, mustExist: true)
                    }
                },
                MethodSpec("unregister", .oneArgument) { poll, arguments, _, names in
                    PollObject.onPoll(poll, arguments, 1, names, "unregister", 1...1) {
                        interpreter, dict, arguments throws(Raised) in
                        let number = try interpreter.makeInt(
                            try interpreter.descriptorNumber(arguments[0]))
                        let pop = try interpreter.namedAttribute(dict, "pop")
                        _ = try interpreter.call(pop.ref, number.ref)
                        return interpreter.none.owned()
                    }
                },
                MethodSpec("poll", .fast) { poll, arguments, count, names in
                    PollObject.onPoll(poll, arguments, count, names, "poll", 0...1) {
                        interpreter, dict, arguments throws(Raised) in
                        try PollObject.wait(interpreter, dict, arguments[optional: 0])
                    }
                },
            ]
        ) { block in
            block.pointee.type.tp_dealloc = { raw in
                releaseFields(Ref(raw), 16...16)
                Interpreter(containing: raw).freeInstance(raw)
            }
        }
    }

    private static func onPoll(
        _ poll: RawObject?, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int,
        _ names: RawObject?, _ name: StaticString, _ allowed: ClosedRange<Int>,
        _ body: (Interpreter, Ref, Arguments) throws(Raised) -> Owned
    ) -> RawObject? {
        nativeMethod(poll, arguments, count, names) {
            interpreter, poll, arguments throws(Raised) in
            try interpreter.checkArguments(
                name, arguments.count, allowed.lowerBound, allowed.upperBound)
            return try body(interpreter, poll.held(16) ?? interpreter.none, arguments)
        }
    }

    private static func set(
        _ interpreter: Interpreter, _ dict: Ref, _ arguments: Arguments, mustExist: Bool
    ) throws(Raised) -> Owned {
        let number = try interpreter.makeInt(try interpreter.descriptorNumber(arguments[0]))
        let events = try arguments[optional: 1].map { value throws(Raised) in
            try eventMask(interpreter, value)
        }
        if mustExist, try interpreter.dictGet(dict, number.ref) == nil {
            throw interpreter.raise(SystemFailure.noEntry)
        }
        let value = try interpreter.makeInt(events ?? 7)
        try interpreter.dictSet(dict, number.ref, value.ref)
        return interpreter.none.owned()
    }

    private static func eventMask(_ interpreter: Interpreter, _ value: Ref) throws(Raised) -> Int {
        let mask = try interpreter.indexValue(value, overflow: .overflowError)
        if mask < 0 { throw interpreter.raise(.valueError, "value must be positive") }
        if mask > 0xFFFF {
            throw interpreter.raise(
                .overflowError,
                mask > 0xFFFF_FFFF
                    ? "Python int too large to convert to C unsigned short"
                    : "Python int too large for C unsigned short")
        }
        return mask
    }

    private static func wait(
        _ interpreter: Interpreter, _ dict: Ref, _ timeout: Ref?
    ) throws(Raised) -> Owned {
        var deadline: Int?
        var isPolling = false
        if let timeout, !timeout.isNone {
            let milliseconds = try SelectModule.seconds(interpreter, timeout)
            if milliseconds > 2_147_483_647 {
                throw interpreter.raise(.overflowError, "timeout is too large")
            }
            if milliseconds >= 0 {
                deadline = interpreter.deadline(after: milliseconds.rounded(.up) / 1000)
            }
            isPolling = milliseconds == 0
        }
        var watched: [(number: Int, events: Int, description: OpenDescription?)] = []
        let items = try interpreter.callMethod(dict, interpreter.name(.items))
        let pairs = try interpreter.makeTuple(from: items.ref)
        for index in 0..<pairs.ref.itemCount {
            let pair = pairs.ref.tupleItem(index)
            let number = pair.tupleItem(0).intValue ?? -1
            watched.append(
                (
                    number, pair.tupleItem(1).intValue ?? 0,
                    try? interpreter.files?.description(number)
                ))
        }
        let all = watched
        func events(_ index: Int) -> Int {
            guard let description = all[index].description else { return 32 }
            return description.readiness.rawValue & (all[index].events | 8 | 16)
        }
        if isPolling {
            _ = try interpreter.waitForSystem(for: nil)
        } else {
            _ = try interpreter.waitForSystem(until: deadline) {
                all.indices.contains { events($0) != 0 }
            }
        }
        return try EventPollObject.list(
            interpreter, all.indices.map { (all[$0].number, events($0)) }.filter { $0.1 != 0 })
    }
}

/// Coroutines have the methods and attributes of generators, which tell of coroutines.
extension Interpreter {
    static var coroutineMethods: [MethodSpec] {
        generatorMethods.map { method in
            var method = method
            switch "\(method.name)" {
            case "send": method.doc = "Send a value into coroutine; return the next it awaits."
            case "throw": method.doc = "Raise an exception in coroutine, where it waits."
            case "close": method.doc = "Raise GeneratorExit inside coroutine, to end it."
            default: break
            }
            return method
        }
    }

    static func coroutineGetSets(
        frame: StaticString, running: StaticString, suspended: StaticString, delegate: StaticString
    ) -> [GetSetSpec] {
        generatorGetSets(
            frame: frame, running: running, suspended: suspended, delegate: delegate
        ).map { attribute in
            var attribute = attribute
            switch "\(attribute.name)" {
            case "__name__": attribute.doc = "The name of the coroutine."
            case "__qualname__": attribute.doc = "The dotted name of the coroutine."
            default: break
            }
            return attribute
        }
    }
}

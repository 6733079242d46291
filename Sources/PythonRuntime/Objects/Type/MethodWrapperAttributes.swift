/// Comparing method wrappers, and what they tell about the slot wrapper behind them.
extension Interpreter {
    static var methodWrapperAttributes: [GetSetSpec] {
        [
            GetSetSpec("__objclass__") { raw, _ in
                Ref(wrapped(raw).fields(PyDescrObject.self).pointee.d_type).owned().take()
            },
            GetSetSpec("__name__") { raw, _ in
                Ref(wrapped(raw).fields(PyDescrObject.self).pointee.d_name).owned().take()
            },
            GetSetSpec("__qualname__") { raw, _ in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: raw)
                    let fields = wrapped(raw).fields(PyDescrObject.self).pointee
                    let owner = fields.d_type.assumingMemoryBound(to: PyTypeObject.self)
                    return try interpreter.makeString(
                        "\(interpreter.qualifiedName(owner)).\(Ref(fields.d_name).text)")
                }
            },
        ] + wrapperDocumentation
    }

    static var methodWrapperReduction: MethodSpec {
        MethodSpec("__reduce__", .noArguments) {
            nativeMethod($0, $1, $2, $3) { interpreter, wrapper, _ throws(Raised) in
                let fields = wrapper.fields(PyMethodWrapperObject.self).pointee
                let name = Ref(Ref(fields.descr).fields(PyDescrObject.self).pointee.d_name)
                return try interpreter.reduceToAttribute(Ref(fields.`self`), name)
            }
        }
    }

    /// Equal are wrappers of one slot bound to one object.
    static var methodWrapperCompare: CompareSlot {
        { left, right, op in
            let interpreter = Interpreter(containing: left)
            guard op == Comparison.equal.rawValue || op == Comparison.notEqual.rawValue,
                Ref(right).isExactly(.methodWrapper)
            else { return notImplementedResult(left) }
            let first = Ref(left).fields(PyMethodWrapperObject.self).pointee
            let second = Ref(right).fields(PyMethodWrapperObject.self).pointee
            let isEqual = first.descr == second.descr && first.`self` == second.`self`
            return interpreter.bool(isEqual == (op == Comparison.equal.rawValue)).take()
        }
    }

    static var methodWrapperHash: HashSlot {
        { raw in
            let interpreter = Interpreter(containing: raw)
            let fields = Ref(raw).fields(PyMethodWrapperObject.self).pointee
            let hash =
                interpreter.addressHash(Ref(fields.`self`))
                ^ interpreter.addressHash(Ref(fields.descr))
            return hash == -1 ? -2 : hash
        }
    }
}

private func wrapped(_ raw: RawObject) -> Ref {
    Ref(raw.assumingMemoryBound(to: PyMethodWrapperObject.self).pointee.descr)
}

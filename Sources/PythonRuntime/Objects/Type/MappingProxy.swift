/// `mappingproxy`: a read-only view of a dict, such as a class's `__dict__` (`Objects/descrobject.c`).
@frozen
public struct PyMappingProxyObject {
    public var ob_refcnt: Int
    public var ob_type: TypePointer
    public var mapping: RawObject
}

extension Interpreter {
    public func makeMappingProxy(_ mapping: Ref) throws(Raised) -> Owned {
        let raw = try newGCObject(
            type(.mappingProxy), size: MemoryLayout<PyMappingProxyObject>.size)
        mapping.incref()
        raw.assumingMemoryBound(to: PyMappingProxyObject.self).pointee.mapping = mapping.raw
        track(raw)
        return Owned(stealing: raw)
    }

    private func newMappingProxy(
        _ arguments: Ref, _ keywords: RawObject?
    ) throws(Raised) -> Owned {
        let values = try bind(
            ParameterList(
                function: "mappingproxy", names: ["mapping"], required: 1, maximumPositional: 1),
            tuple: arguments, keywords: keywords)
        let mapping = values[0] ?? none
        guard mapping.type.pointee.tp_as_mapping?.pointee.mp_subscript != nil, !mapping.isList,
            !mapping.isTuple
        else {
            throw raise(
                .typeError,
                "mappingproxy() argument must be a mapping, not \(typeName(mapping.type, limit: 50))"
            )
        }
        return try makeMappingProxy(mapping)
    }

    static func mappingProxySpec() -> TypeSpec {
        TypeSpec(
            builtin: .mappingProxy, name: "mappingproxy",
            basicSize: MemoryLayout<PyMappingProxyObject>.size,
            flags: TypeFlags.haveGC | TypeFlags.mapping,
            methods: [
                classGetItemMethod,
                forwarded("get") { object, arguments, count, _ in
                    proxyMethod(object, "get", arguments, count)
                },
                forwarded("keys") { object, arguments, count, _ in
                    proxyMethod(object, "keys", arguments, count)
                },
                forwarded("values") { object, arguments, count, _ in
                    proxyMethod(object, "values", arguments, count)
                },
                forwarded("items") { object, arguments, count, _ in
                    proxyMethod(object, "items", arguments, count)
                },
                forwarded("copy") { object, arguments, count, _ in
                    proxyMethod(object, "copy", arguments, count)
                },
                mappingProxyReversal,
            ]
        ) { block in
            setMappingProxyOperators(block)
            block.pointee.type.tp_new = { type, arguments, keywords in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: type).newMappingProxy(Ref(arguments), keywords)
                }
            }
            block.pointee.type.tp_repr = { raw in
                slotResult { () throws(Raised) in
                    let interpreter = Interpreter(containing: raw)
                    let text = try interpreter.repr(proxied(raw))
                    return try interpreter.makeString("mappingproxy(\(text.ref.text))")
                }
            }
            block.pointee.type.tp_str = { raw in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: raw).str(proxied(raw))
                }
            }
            block.pointee.type.tp_iter = { raw in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: raw).iterator(over: proxied(raw))
                }
            }
            block.pointee.type.tp_richcompare = { left, right, op in
                slotResult { () throws(Raised) in
                    guard let op = Comparison(rawValue: op) else { throw Raised() }
                    return try Interpreter(containing: left).compare(proxied(left), Ref(right), op)
                }
            }
            block.pointee.mapping.mp_length = { raw in
                do throws(Raised) {
                    return try Interpreter(containing: raw).length(proxied(raw))
                } catch { return -1 }
            }
            block.pointee.mapping.mp_subscript = { raw, key in
                slotResult { () throws(Raised) in
                    try Interpreter(containing: raw).getItem(proxied(raw), Ref(key))
                }
            }
            block.pointee.sequence.sq_contains = { raw, key in
                slotStatus { () throws(Raised) in
                    try Interpreter(containing: raw).contains(proxied(raw), Ref(key)) ? 1 : 0
                }
            }
            block.pointee.type.tp_dealloc = { raw in
                let interpreter = Interpreter(containing: raw)
                interpreter.untrack(raw)
                proxied(raw).decref()
                interpreter.freeGCObject(raw)
            }
            block.pointee.type.tp_traverse = { raw, visit, argument in
                visit(proxied(raw).raw, argument)
            }
        }
    }

    private static func forwarded(
        _ name: StaticString, _ function: @escaping NativeFunction
    ) -> MethodSpec {
        MethodSpec(name, .fast, function)
    }
}

private func proxied(_ raw: RawObject) -> Ref {
    Ref(raw.assumingMemoryBound(to: PyMappingProxyObject.self).pointee.mapping)
}

private func proxyMethod(
    _ raw: RawObject?, _ name: String, _ arguments: UnsafeMutablePointer<RawObject?>?, _ count: Int
) -> RawObject? {
    slotResult { () throws(Raised) in
        guard let raw else { throw Raised() }
        let interpreter = Interpreter(containing: raw)
        let key = try interpreter.intern(name)
        let method = try interpreter.getAttribute(proxied(raw), key.ref)
        return try interpreter.call(method.ref, arguments, count: count)
    }
}

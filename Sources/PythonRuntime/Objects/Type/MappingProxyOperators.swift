/// `|` of mapping proxies, and going through them backwards.
extension Interpreter {
    static func setMappingProxyOperators(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        block.pointee.number.nb_or = {
            withObjects($0, $1) { interpreter, left, right throws(Raised) in
                let first = interpreter.behindProxy(left)
                let second = interpreter.behindProxy(right)
                return try interpreter.binary(.or, first, second, "|")
            }
        }
        block.pointee.number.nb_inplace_or = { left, _ in
            withObject(left) { interpreter, proxy throws(Raised) in
                throw interpreter.raise(
                    .typeError,
                    "'|=' is not supported by \(interpreter.typeName(proxy.type)); use '|' instead")
            }
        }
    }

    static var mappingProxyReversal: MethodSpec {
        MethodSpec("__reversed__", .noArguments) {
            nativeMethod($0, $1, $2, $3) { interpreter, proxy, _ throws(Raised) in
                try interpreter.callMethod(
                    interpreter.behindProxy(proxy), interpreter.name(.__reversed__))
            }
        }
    }

    private func behindProxy(_ object: Ref) -> Ref {
        guard object.isExactly(.mappingProxy) else { return object }
        return Ref(object.fields(PyMappingProxyObject.self).pointee.mapping)
    }
}

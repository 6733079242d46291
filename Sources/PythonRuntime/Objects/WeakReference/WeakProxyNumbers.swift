import PythonBytecode

/// The operators of weak proxies: those of what the operands stand for.
extension Interpreter {
    static func fillWeakProxyNumberSlots(_ block: UnsafeMutablePointer<StaticTypeBlock>) {
        fillWeakProxyOperators(&block.pointee.number)
        block.pointee.number.nb_divmod = { left, right in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                let a = try interpreter.unwrapProxy(left)
                let b = try interpreter.unwrapProxy(right)
                return try interpreter.divmod(a.ref, b.ref)
            }
        }
        block.pointee.number.nb_power = { left, right, modulus in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                let a = try interpreter.unwrapProxy(left)
                let b = try interpreter.unwrapProxy(right)
                let c = try interpreter.unwrapProxy(Ref(modulus))
                return try interpreter.power(a.ref, b.ref, modulus: c.ref)
            }
        }
        block.pointee.number.nb_inplace_power = { left, right, modulus in
            binarySlot(left, right) { interpreter, left, right throws(Raised) in
                let a = try interpreter.unwrapProxy(left)
                let b = try interpreter.unwrapProxy(right)
                let c = try interpreter.unwrapProxy(Ref(modulus))
                return try interpreter.inplacePower(a.ref, b.ref, modulus: c.ref)
            }
        }
        block.pointee.number.nb_negative = { raw in
            proxySlot(raw) { interpreter, referent throws(Raised) in
                try interpreter.negative(referent)
            }
        }
        block.pointee.number.nb_positive = { raw in
            proxySlot(raw) { interpreter, referent throws(Raised) in
                try interpreter.positive(referent)
            }
        }
        block.pointee.number.nb_absolute = { raw in
            proxySlot(raw) { interpreter, referent throws(Raised) in
                try interpreter.absolute(referent)
            }
        }
        block.pointee.number.nb_invert = { raw in
            proxySlot(raw) { interpreter, referent throws(Raised) in
                try interpreter.invert(referent)
            }
        }
        block.pointee.number.nb_index = { raw in
            proxySlot(raw) { interpreter, referent throws(Raised) in
                try interpreter.index(referent)
            }
        }
        block.pointee.number.nb_int = { raw in
            proxySlot(raw) { interpreter, referent throws(Raised) in
                try interpreter.call(Ref(RawObject(interpreter.type(.int))), referent)
            }
        }
        block.pointee.number.nb_float = { raw in
            proxySlot(raw) { interpreter, referent throws(Raised) in
                try interpreter.call(Ref(RawObject(interpreter.type(.float))), referent)
            }
        }
        block.pointee.number.nb_bool = { raw in
            let proxy = Ref(raw)
            do throws(Raised) {
                let referent = try proxy.interpreter.liveReferent(of: proxy)
                return try proxy.interpreter.isTrue(referent.ref) ? 1 : 0
            } catch { return -1 }
        }
    }

    private static func fillWeakProxyOperators(_ number: inout PyNumberMethods) {
        number.nb_add = { proxyOperation($0, $1, .add) }
        number.nb_subtract = { proxyOperation($0, $1, .subtract) }
        number.nb_multiply = { proxyOperation($0, $1, .multiply) }
        number.nb_remainder = { proxyOperation($0, $1, .remainder) }
        number.nb_lshift = { proxyOperation($0, $1, .lshift) }
        number.nb_rshift = { proxyOperation($0, $1, .rshift) }
        number.nb_and = { proxyOperation($0, $1, .and) }
        number.nb_xor = { proxyOperation($0, $1, .xor) }
        number.nb_or = { proxyOperation($0, $1, .or) }
        number.nb_floor_divide = { proxyOperation($0, $1, .floorDivide) }
        number.nb_true_divide = { proxyOperation($0, $1, .trueDivide) }
        number.nb_matrix_multiply = { proxyOperation($0, $1, .matrixMultiply) }
        number.nb_inplace_add = { proxyOperation($0, $1, .inplaceAdd) }
        number.nb_inplace_subtract = { proxyOperation($0, $1, .inplaceSubtract) }
        number.nb_inplace_multiply = { proxyOperation($0, $1, .inplaceMultiply) }
        number.nb_inplace_remainder = { proxyOperation($0, $1, .inplaceRemainder) }
        number.nb_inplace_lshift = { proxyOperation($0, $1, .inplaceLshift) }
        number.nb_inplace_rshift = { proxyOperation($0, $1, .inplaceRshift) }
        number.nb_inplace_and = { proxyOperation($0, $1, .inplaceAnd) }
        number.nb_inplace_xor = { proxyOperation($0, $1, .inplaceXor) }
        number.nb_inplace_or = { proxyOperation($0, $1, .inplaceOr) }
        number.nb_inplace_floor_divide = { proxyOperation($0, $1, .inplaceFloorDivide) }
        number.nb_inplace_true_divide = { proxyOperation($0, $1, .inplaceTrueDivide) }
        number.nb_inplace_matrix_multiply = { proxyOperation($0, $1, .inplaceMatrixMultiply) }
    }
}

private func proxyOperation(
    _ left: RawObject, _ right: RawObject, _ operation: BinaryOperation
) -> RawObject? {
    binarySlot(left, right) { interpreter, left, right throws(Raised) in
        let a = try interpreter.unwrapProxy(left)
        let b = try interpreter.unwrapProxy(right)
        return try interpreter.binaryOperation(operation, a.ref, b.ref)
    }
}

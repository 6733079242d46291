/// What functions and types of `_operator`, `operator` tell of themselves.
extension NativeDocumentation {
    static var nativeOperatorRows: StaticString {
        #"""
        _compare_digest($module, a, b, /)
          Whether two secrets are equal, in a time that tells nothing of where they differ.
        abs($module, a, /)
          The value of abs(a).
        add($module, a, b, /)
          The value of a + b.
        and_($module, a, b, /)
          The value of a & b.
        call($module, obj, /, *args, **kwargs)
          obj(*args, **kwargs).
        concat($module, a, b, /)
          The value of a + b, for sequences.
        contains($module, a, b, /)
          The value of b in a.
        countOf($module, a, b, /)
          How many items equal b.
        delitem($module, a, b, /)
          Delete a[b].
        eq($module, a, b, /)
          The value of a == b.
        floordiv($module, a, b, /)
          The value of a // b.
        ge($module, a, b, /)
          The value of a >= b.
        getitem($module, a, b, /)
          The value of a[b].
        gt($module, a, b, /)
          The value of a > b.
        iadd($module, a, b, /)
          What a += b makes of a.
        iand($module, a, b, /)
          What a &= b makes of a.
        iconcat($module, a, b, /)
          What a += b makes of a, for sequences.
        ifloordiv($module, a, b, /)
          What a //= b makes of a.
        ilshift($module, a, b, /)
          What a <<= b makes of a.
        imatmul($module, a, b, /)
          What a @= b makes of a.
        imod($module, a, b, /)
          What a %= b makes of a.
        imul($module, a, b, /)
          What a *= b makes of a.
        index($module, a, /)
          The object as an integer, as __index__ tells it.
        indexOf($module, a, b, /)
          The index of the first item that equals b.
        inv($module, a, /)
          The value of ~a.
        invert($module, a, /)
          The value of ~a.
        ior($module, a, b, /)
          What a |= b makes of a.
        ipow($module, a, b, /)
          What a **= b makes of a.
        irshift($module, a, b, /)
          What a >>= b makes of a.
        is_($module, a, b, /)
          The value of a is b.
        is_not($module, a, b, /)
          The value of a is not b.
        isub($module, a, b, /)
          What a -= b makes of a.
        itruediv($module, a, b, /)
          What a /= b makes of a.
        ixor($module, a, b, /)
          What a ^= b makes of a.
        le($module, a, b, /)
          The value of a <= b.
        length_hint($module, obj, default=0, /)
          How many items there probably are; the default if that isn't known.
        lshift($module, a, b, /)
          The value of a << b.
        lt($module, a, b, /)
          The value of a < b.
        matmul($module, a, b, /)
          The value of a @ b.
        mod($module, a, b, /)
          The value of a % b.
        mul($module, a, b, /)
          The value of a * b.
        ne($module, a, b, /)
          The value of a != b.
        neg($module, a, /)
          The value of -a.
        not_($module, a, /)
          The value of not a.
        or_($module, a, b, /)
          The value of a | b.
        pos($module, a, /)
          The value of +a.
        pow($module, a, b, /)
          The value of a ** b.
        rshift($module, a, b, /)
          The value of a >> b.
        setitem($module, a, b, c, /)
          Set a[b] to c.
        sub($module, a, b, /)
          The value of a - b.
        truediv($module, a, b, /)
          The value of a / b.
        truth($module, a, /)
          Whether a is true.
        xor($module, a, b, /)
          The value of a ^ b.
        """#
    }

    static var operatorRows: StaticString {
        #"""
        attrgetter
          attrgetter(name, ...): a function that reads attributes of its argument.
        attrgetter.__reduce__
          What pickle and copy need to make an equal object.
        itemgetter
          itemgetter(key, ...): a function that reads items of its argument.
        itemgetter.__reduce__
          What pickle and copy need to make an equal object.
        methodcaller
          methodcaller(name, ...): a function that calls a method of its argument.
        methodcaller.__reduce__
          What pickle and copy need to make an equal object.
        """#
    }
}

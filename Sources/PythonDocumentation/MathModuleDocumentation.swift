/// What functions and types of `math` tell of themselves.
extension NativeDocumentation {
    static var mathRows: StaticString {
        #"""
        acos($module, x, /)
          The arc cosine, in radians from 0 to pi.
        acosh($module, x, /)
          The inverse hyperbolic cosine.
        asin($module, x, /)
          The arc sine, in radians from -pi/2 to pi/2.
        asinh($module, x, /)
          The inverse hyperbolic sine.
        atan($module, x, /)
          The arc tangent, in radians from -pi/2 to pi/2.
        atan2($module, y, x, /)
          The angle of the point (x, y), in radians; the signs of both say the quadrant.
        atanh($module, x, /)
          The inverse hyperbolic tangent.
        cbrt($module, x, /)
          The cube root.
        ceil($module, x, /)
          The least integer that is not smaller.
        comb($module, n, k, /)
          How many ways there are to choose k of n things, without order.
        copysign($module, x, y, /)
          The size of x with the sign of y.
        cos($module, x, /)
          The cosine of an angle in radians.
        cosh($module, x, /)
          The hyperbolic cosine.
        degrees($module, x, /)
          An angle in radians, told in degrees.
        dist($module, p, q, /)
          The distance of two points, each a sequence of coordinates.
        erf($module, x, /)
          The error function.
        erfc($module, x, /)
          One minus the error function, exact for large numbers too.
        exp($module, x, /)
          e to the power of x.
        exp2($module, x, /)
          Two to the power of x.
        expm1($module, x, /)
          e to the power of x, minus one, exact for small numbers too.
        fabs($module, x, /)
          The absolute value as a float.
        factorial($module, n, /)
          n!, the product of the integers from 1 to n.
        floor($module, x, /)
          The greatest integer that is not greater.
        fmod($module, x, y, /)
          The remainder as C computes it, with the sign of x.
        frexp($module, x, /)
          The pair (m, e) with x == m * 2**e and m from 0.5 to 1.
        fsum($module, seq, /)
          The sum of floats, as if no digit got lost on the way.
        gamma($module, x, /)
          The gamma function.
        gcd($module, *integers)
          The greatest common divisor.
        hypot
          hypot(*coordinates): the distance of a point from the origin.
        isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)
          Whether two numbers are close: by a share of the greater one, or by an absolute
          distance.
        isfinite($module, x, /)
          Whether a number is neither infinite nor NaN.
        isinf($module, x, /)
          Whether a number is infinite.
        isnan($module, x, /)
          Whether a number is NaN.
        isqrt($module, n, /)
          The integer part of the square root of an integer.
        lcm($module, *integers)
          The least common multiple.
        ldexp($module, x, i, /)
          x * 2**i.
        lgamma($module, x, /)
          The natural logarithm of the gamma function's absolute value.
        log
          log(x[, base]): the logarithm to a base, e by default.
        log10($module, x, /)
          The logarithm to the base 10.
        log1p($module, x, /)
          The natural logarithm of 1 + x, exact for small numbers too.
        log2($module, x, /)
          The logarithm to the base 2.
        modf($module, x, /)
          The fraction and the integer part, both with the sign of x.
        nextafter($module, x, y, /)
          The float that follows x towards y.
        perm($module, n, k=None, /)
          How many ways there are to choose k of n things in order.
        pow($module, x, y, /)
          x to the power of y, as floats.
        prod($module, iterable, /, *, start=1)
          The start and the numbers multiplied.
        radians($module, x, /)
          An angle in degrees, told in radians.
        remainder($module, x, y, /)
          x minus the nearest multiple of y.
        sin($module, x, /)
          The sine of an angle in radians.
        sinh($module, x, /)
          The hyperbolic sine.
        sqrt($module, x, /)
          The square root.
        tan($module, x, /)
          The tangent of an angle in radians.
        tanh($module, x, /)
          The hyperbolic tangent.
        trunc($module, x, /)
          The integer part, as x.__trunc__ tells it.
        ulp($module, x, /)
          The value of the last binary digit of a float.
        """#
    }
}

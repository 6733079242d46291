/// What functions of `cmath` tell of themselves.
extension NativeDocumentation {
    static var cmathRows: StaticString {
        #"""
        acos($module, z, /)
          The arc cosine of z.
        acosh($module, z, /)
          The inverse hyperbolic cosine of z.
        asin($module, z, /)
          The arc sine of z.
        asinh($module, z, /)
          The inverse hyperbolic sine of z.
        atan($module, z, /)
          The arc tangent of z.
        atanh($module, z, /)
          The inverse hyperbolic tangent of z.
        cos($module, z, /)
          The cosine of z.
        cosh($module, z, /)
          The hyperbolic cosine of z.
        exp($module, z, /)
          e to the power of z.
        isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)
          Whether two numbers differ by no more than a part of the larger or an absolute amount.
        isfinite($module, z, /)
          Whether neither part of z is infinite or NaN.
        isinf($module, z, /)
          Whether a part of z is infinite.
        isnan($module, z, /)
          Whether a part of z is NaN.
        log($module, z, base=<unrepresentable>, /)
          The logarithm of z to a base, e unless one is given.
        log10($module, z, /)
          The logarithm of z to the base 10.
        phase($module, z, /)
          The angle of z, between -pi and pi.
        polar($module, z, /)
          The distance of z from 0, and its angle.
        rect($module, r, phi, /)
          The number at a distance from 0 and an angle.
        sin($module, z, /)
          The sine of z.
        sinh($module, z, /)
          The hyperbolic sine of z.
        sqrt($module, z, /)
          The square root of z.
        tan($module, z, /)
          The tangent of z.
        tanh($module, z, /)
          The hyperbolic tangent of z.
        """#
    }
}

/// What functions of `_bisect` tell of themselves.
extension NativeDocumentation {
    static var bisectRows: StaticString {
        #"""
        bisect_left($module, /, a, x, lo=0, hi=None, *, key=None)
          The index at which x goes into the sorted list a, before items equal to it.
          Only a[lo:hi] is searched; with a key, that of each item is compared with x.
        bisect_right($module, /, a, x, lo=0, hi=None, *, key=None)
          The index at which x goes into the sorted list a, behind items equal to it.
          Only a[lo:hi] is searched; with a key, that of each item is compared with x.
        insort_left($module, /, a, x, lo=0, hi=None, *, key=None)
          Put x into the sorted list a, before items equal to it.
          Only a[lo:hi] is searched; with a key, it is taken of x as well.
        insort_right($module, /, a, x, lo=0, hi=None, *, key=None)
          Put x into the sorted list a, behind items equal to it.
          Only a[lo:hi] is searched; with a key, it is taken of x as well.
        """#
    }
}

/// What functions and types of `itertools` tell of themselves.
extension NativeDocumentation {
    static var itertools: StaticString {
        #"""
        _tee(iterable, /)
        accumulate(iterable, func=None, *, initial=None)
        chain.from_iterable($type, iterable, /)
        combinations(iterable, r)
        combinations_with_replacement(iterable, r)
        compress(data, selectors)
        count(start=0, step=1)
        cycle(iterable, /)
        dropwhile(predicate, iterable, /)
        filterfalse(function, iterable, /)
        groupby(iterable, key=None)
        pairwise(iterable, /)
        permutations(iterable, r=None)
        starmap(function, iterable, /)
        takewhile(predicate, iterable, /)
        tee($module, iterable, n=2, /)
        """#
    }
}

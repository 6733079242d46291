/// What functions and types of `itertools` tell of themselves.
extension NativeDocumentation {
    static var itertoolsRows: StaticString {
        #"""
        _grouper.__reduce__
          What pickle and copy need to make an equal object.
        _tee(iterable, /)
          One of the iterators that tee gives.
        _tee.__copy__
          A shallow copy.
        _tee.__reduce__
          What pickle and copy need to make an equal object.
        _tee.__setstate__
          Take over the state that __reduce__ told.
        _tee_dataobject
          Items that several tee iterators share.
        _tee_dataobject.__reduce__
          What pickle and copy need to make an equal object.
        accumulate(iterable, func=None, *, initial=None)
          The running totals, or the running results of a function.
        accumulate.__reduce__
          What pickle and copy need to make an equal object.
        accumulate.__setstate__
          Take over the state that __reduce__ told.
        chain
          chain(*iterables): the items of the first, then those of the second, and so on.
        chain.__class_getitem__
          The class with its type parameters, as annotations write it.
        chain.__reduce__
          What pickle and copy need to make an equal object.
        chain.__setstate__
          Take over the state that __reduce__ told.
        chain.from_iterable($type, iterable, /)
          The same for an iterable of iterables.
        combinations(iterable, r)
          All ways to choose r items, each in the order of the input.
        combinations.__reduce__
          What pickle and copy need to make an equal object.
        combinations.__setstate__
          Take over the state that __reduce__ told.
        combinations.__sizeof__
          The size of the object in memory, in bytes.
        combinations_with_replacement(iterable, r)
          All ways to choose r items where each may come several times.
        combinations_with_replacement.__reduce__
          What pickle and copy need to make an equal object.
        combinations_with_replacement.__setstate__
          Take over the state that __reduce__ told.
        combinations_with_replacement.__sizeof__
          The size of the object in memory, in bytes.
        compress(data, selectors)
          The items whose selectors are true.
        compress.__reduce__
          What pickle and copy need to make an equal object.
        count(start=0, step=1)
          The numbers from start on, in steps.
        count.__reduce__
          What pickle and copy need to make an equal object.
        cycle(iterable, /)
          The items again and again without end.
        cycle.__reduce__
          What pickle and copy need to make an equal object.
        cycle.__setstate__
          Take over the state that __reduce__ told.
        dropwhile(predicate, iterable, /)
          The items from the first one on that a condition says no to.
        dropwhile.__reduce__
          What pickle and copy need to make an equal object.
        dropwhile.__setstate__
          Take over the state that __reduce__ told.
        filterfalse(function, iterable, /)
          The items that a condition says no to.
        filterfalse.__reduce__
          What pickle and copy need to make an equal object.
        groupby(iterable, key=None)
          Pairs of a key and an iterator over the neighbours that have it.
        groupby.__reduce__
          What pickle and copy need to make an equal object.
        groupby.__setstate__
          Take over the state that __reduce__ told.
        islice
          islice(iterable, stop) or islice(iterable, start, stop[, step]): the items that a slice
          would give.
        islice.__reduce__
          What pickle and copy need to make an equal object.
        islice.__setstate__
          Take over the state that __reduce__ told.
        pairwise(iterable, /)
          Pairs of neighbours that overlap.
        permutations(iterable, r=None)
          All ways to put r of the items in order.
        permutations.__reduce__
          What pickle and copy need to make an equal object.
        permutations.__setstate__
          Take over the state that __reduce__ told.
        permutations.__sizeof__
          The size of the object in memory, in bytes.
        product
          product(*iterables, repeat=1): all ways to take one item from each.
        product.__reduce__
          What pickle and copy need to make an equal object.
        product.__setstate__
          Take over the state that __reduce__ told.
        product.__sizeof__
          The size of the object in memory, in bytes.
        repeat
          repeat(object[, times]): an object again and again, without end if no number is told.
        repeat.__length_hint__
          How many items are left, as far as known.
        repeat.__reduce__
          What pickle and copy need to make an equal object.
        starmap(function, iterable, /)
          The results of a function called with the items of each tuple.
        starmap.__reduce__
          What pickle and copy need to make an equal object.
        takewhile(predicate, iterable, /)
          The items as long as a condition says yes.
        takewhile.__reduce__
          What pickle and copy need to make an equal object.
        takewhile.__setstate__
          Take over the state that __reduce__ told.
        tee($module, iterable, n=2, /)
          n independent iterators over the same items.
        zip_longest
          zip_longest(*iterables, fillvalue=None): tuples as zip's, as many as the longest has
          items.
        zip_longest.__reduce__
          What pickle and copy need to make an equal object.
        zip_longest.__setstate__
          Take over the state that __reduce__ told.
        """#
    }
}

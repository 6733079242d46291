/// What functions and types of `builtins` tell of themselves.
extension NativeDocumentation {
    static var builtinContainers: StaticString {
        #"""
        bytearray_iterator.__reduce__($self, /)
        dict
          dict(), dict(mapping), dict(iterable_of_pairs) or dict(**kwargs): a dictionary.
        dict.__contains__($self, key, /)
        dict.__reversed__($self, /)
        dict.fromkeys($type, iterable, value=None, /)
        dict.get($self, key, default=None, /)
        dict.pop($self, key, default=<unrepresentable>, /)
        dict.popitem($self, /)
        dict.setdefault($self, key, default=None, /)
        enumerate(iterable, start=0)
          enumerate(iterable, start=0): pairs of numbers and items.
        filter
          filter(function or None, iterable): the items that a function says yes to.
        frozenset
          frozenset([iterable]): distinct items that don't change.
        list(iterable=(), /)
          list(iterable=()): items in order, to change.
        list.__reversed__($self, /)
        list.__sizeof__($self, /)
        list.append($self, object, /)
        list.clear($self, /)
        list.copy($self, /)
        list.count($self, value, /)
        list.extend($self, iterable, /)
        list.index($self, value, start=0, stop=sys.maxsize, /)
        list.insert($self, index, object, /)
        list.pop($self, index=-1, /)
        list.remove($self, value, /)
        list.reverse($self, /)
        list.sort($self, /, *, key=None, reverse=False)
        map
          map(function, *iterables): the results of a function for the items.
        range
          range(stop) or range(start, stop[, step]): integers in even steps.
        reversed(sequence, /)
          reversed(sequence): its items from the last to the first.
        set
          set([iterable]): distinct items, to change.
        slice
          slice(stop) or slice(start, stop[, step]): what a[start:stop:step] asks for.
        tuple(iterable=(), /)
          tuple(iterable=()): items in order that don't change.
        tuple.__getnewargs__($self, /)
        tuple.count($self, value, /)
        tuple.index($self, value, start=0, stop=sys.maxsize, /)
        zip
          zip(*iterables, strict=False): tuples of the first items, of the second, and so on.
        """#
    }
}

/// What functions and types of `_collections`, `collections` tell of themselves.
extension NativeDocumentation {
    static var nativeCollectionsRows: StaticString {
        #"""
        _count_elements($module, mapping, iterable, /)
          Count the items of an iterable in a mapping.
        _deque_iterator.__length_hint__
          How many items are left, as far as known.
        _deque_iterator.__reduce__
          What pickle and copy need to make an equal object.
        _deque_reverse_iterator.__length_hint__
          How many items are left, as far as known.
        _deque_reverse_iterator.__reduce__
          What pickle and copy need to make an equal object.
        """#
    }

    static var collectionsRows: StaticString {
        #"""
        OrderedDict
          A dict whose order can be changed.
        OrderedDict.__reduce__
          What pickle and copy need to make an equal object.
        OrderedDict.__reversed__
          An iterator from the last to the first.
        OrderedDict.clear
          Remove all items.
        OrderedDict.copy
          A shallow copy.
        OrderedDict.fromkeys($type, /, iterable, value=None)
          A new one with keys from an iterable and one value for all.
        OrderedDict.move_to_end($self, /, key, last=True)
          Move a key to the end, or to the start if last is false.
        OrderedDict.pop($self, /, key, default=<unrepresentable>)
          Remove a key and give its value, or the default when it isn't there.
        OrderedDict.popitem($self, /, last=True)
          Remove the last pair, or the first if last is false, and give it.
        OrderedDict.setdefault($self, /, key, default=None)
          The value of a key; if there is none, the default becomes it.
        defaultdict
          defaultdict(default_factory=None, /, [...]): a dict that makes the value of a missing
          key.
        defaultdict.__class_getitem__
          The class with its type parameters, as annotations write it.
        defaultdict.__copy__
          A shallow copy.
        defaultdict.__missing__
          Make the value of a key by calling default_factory, and keep it.
        defaultdict.__reduce__
          What pickle and copy need to make an equal object.
        defaultdict.copy
          A shallow copy.
        defaultdict.default_factory
          What makes the values of missing keys.
        deque
          deque([iterable[, maxlen]]): items to which both ends are near.
        deque.__class_getitem__
          The class with its type parameters, as annotations write it.
        deque.__copy__
          A shallow copy.
        deque.__reduce__
          What pickle and copy need to make an equal object.
        deque.__reversed__
          An iterator from the last to the first.
        deque.__sizeof__
          The size of the object in memory, in bytes.
        deque.append
          Add an item on the right.
        deque.appendleft
          Add an item on the left.
        deque.clear
          Remove all items.
        deque.copy
          A shallow copy.
        deque.count
          How many items equal a value.
        deque.extend
          Add items on the right, one after the other.
        deque.extendleft
          Add items on the left, one after the other.
        deque.index
          index(value[, start[, stop]]): the index of the first item that equals a value.
        deque.insert
          Put an item before an index.
        deque.maxlen
          How many items there can be at most, or None.
        deque.pop
          Remove the item on the right and give it.
        deque.popleft
          Remove the item on the left and give it.
        deque.remove
          Remove the first item that equals a value.
        deque.reverse
          Turn the order of the items round.
        deque.rotate
          Move items from the right end to the left, n of them; the other way if n is negative.
        """#
    }
}

/// What containers, their views and their iterators tell of themselves.
extension NativeDocumentation {
    static var builtinContainersRows: StaticString {
        #"""
        bytearray_iterator.__length_hint__
          How many items are left, as far as known.
        bytearray_iterator.__reduce__($self, /)
          What pickle and copy need to make an equal object.
        bytearray_iterator.__setstate__
          Take over the state that __reduce__ told.
        bytes_iterator.__length_hint__
          How many items are left, as far as known.
        bytes_iterator.__reduce__
          What pickle and copy need to make an equal object.
        bytes_iterator.__setstate__
          Take over the state that __reduce__ told.
        callable_iterator.__reduce__
          What pickle and copy need to make an equal object.
        dict
          dict(), dict(mapping), dict(iterable_of_pairs) or dict(**kwargs): a dictionary.
        dict.__class_getitem__
          The class with its type parameters, as annotations write it.
        dict.__contains__($self, key, /)
          Whether the dict has a key.
        dict.__getitem__
          The value of a key.
        dict.__reversed__($self, /)
          An iterator from the last to the first.
        dict.__sizeof__
          The size of the object in memory, in bytes.
        dict.clear
          Remove all items.
        dict.copy
          A shallow copy.
        dict.fromkeys($type, iterable, value=None, /)
          A new dict with keys from an iterable and one value for all.
        dict.get($self, key, default=None, /)
          The value of a key, or the default when there is none.
        dict.items
          A view of the pairs of key and value.
        dict.keys
          A view of the keys.
        dict.pop($self, key, default=<unrepresentable>, /)
          pop(key[, default]): remove a key and give its value, or the default when it isn't
          there.
        dict.popitem($self, /)
          Remove the pair that came last and give it.
        dict.setdefault($self, key, default=None, /)
          The value of a key; if there is none, the default becomes it.
        dict.update
          update([mapping or pairs], **kwargs): take over keys and values.
        dict.values
          A view of the values.
        dict_itemiterator.__length_hint__
          How many items are left, as far as known.
        dict_itemiterator.__reduce__
          What pickle and copy need to make an equal object.
        dict_items.__reversed__
          An iterator from the last to the first.
        dict_items.isdisjoint
          Whether no item is in another iterable.
        dict_items.mapping
          The dict, read only.
        dict_keyiterator.__length_hint__
          How many items are left, as far as known.
        dict_keyiterator.__reduce__
          What pickle and copy need to make an equal object.
        dict_keys.__reversed__
          An iterator from the last to the first.
        dict_keys.isdisjoint
          Whether no key is in another iterable.
        dict_keys.mapping
          The dict, read only.
        dict_reversekeyiterator.__length_hint__
          How many items are left, as far as known.
        dict_reversekeyiterator.__reduce__
          What pickle and copy need to make an equal object.
        dict_valueiterator.__length_hint__
          How many items are left, as far as known.
        dict_valueiterator.__reduce__
          What pickle and copy need to make an equal object.
        dict_values.__reversed__
          An iterator from the last to the first.
        dict_values.mapping
          The dict, read only.
        enumerate(iterable, start=0)
          enumerate(iterable, start=0): pairs of numbers and items.
        enumerate.__class_getitem__
          The class with its type parameters, as annotations write it.
        enumerate.__reduce__
          What pickle and copy need to make an equal object.
        filter
          filter(function or None, iterable): the items that a function says yes to.
        filter.__reduce__
          What pickle and copy need to make an equal object.
        frozenset
          frozenset([iterable]): distinct items that don't change.
        frozenset.__class_getitem__
          The class with its type parameters, as annotations write it.
        frozenset.__contains__
          x in the set.
        frozenset.__reduce__
          What pickle and copy need to make an equal object.
        frozenset.__sizeof__
          The size of the object in memory, in bytes.
        frozenset.copy
          A shallow copy.
        frozenset.difference
          The elements that are in no other.
        frozenset.intersection
          The elements that are in all.
        frozenset.isdisjoint
          Whether no element is in the other.
        frozenset.issubset
          Whether the other has all elements.
        frozenset.issuperset
          Whether this has all elements of the other.
        frozenset.symmetric_difference
          The elements that are in just one of both.
        frozenset.union
          The elements of all.
        iterator.__length_hint__
          How many items are left, as far as known.
        iterator.__reduce__
          What pickle and copy need to make an equal object.
        iterator.__setstate__
          Take over the state that __reduce__ told.
        list(iterable=(), /)
          list(iterable=()): items in order, to change.
        list.__class_getitem__
          The class with its type parameters, as annotations write it.
        list.__getitem__
          x.__getitem__(y) is x[y].
        list.__reversed__($self, /)
          An iterator from the last to the first.
        list.__sizeof__($self, /)
          The size of the object in memory, in bytes.
        list.append($self, object, /)
          Add an item at the end.
        list.clear($self, /)
          Remove all items.
        list.copy($self, /)
          A shallow copy.
        list.count($self, value, /)
          How many items equal a value.
        list.extend($self, iterable, /)
          Add the items of an iterable at the end.
        list.index($self, value, start=0, stop=sys.maxsize, /)
          The index of the first item that equals a value; ValueError if there is none.
        list.insert($self, index, object, /)
          Put an item before an index.
        list.pop($self, index=-1, /)
          Remove the item at an index, the last one by default, and give it.
        list.remove($self, value, /)
          Remove the first item that equals a value; ValueError if there is none.
        list.reverse($self, /)
          Turn the order of the items round.
        list.sort($self, /, *, key=None, reverse=False)
          Sort the items in place, the least first; equal items keep their order. A key function
          gives what is compared.
        list_iterator.__length_hint__
          How many items are left, as far as known.
        list_iterator.__reduce__
          What pickle and copy need to make an equal object.
        list_iterator.__setstate__
          Take over the state that __reduce__ told.
        list_reverseiterator.__length_hint__
          How many items are left, as far as known.
        list_reverseiterator.__reduce__
          What pickle and copy need to make an equal object.
        list_reverseiterator.__setstate__
          Take over the state that __reduce__ told.
        longrange_iterator.__length_hint__
          How many items are left, as far as known.
        longrange_iterator.__reduce__
          What pickle and copy need to make an equal object.
        longrange_iterator.__setstate__
          Take over the state that __reduce__ told.
        map
          map(function, *iterables): the results of a function for the items.
        map.__reduce__
          What pickle and copy need to make an equal object.
        mappingproxy.__class_getitem__
          The class with its type parameters, as annotations write it.
        mappingproxy.__reversed__
          An iterator from the last to the first.
        mappingproxy.copy
          A shallow copy of the mapping.
        mappingproxy.get
          The value of a key, or the default when there is none.
        mappingproxy.items
          The pairs of key and value.
        mappingproxy.keys
          The keys.
        mappingproxy.values
          The values.
        range
          range(stop) or range(start, stop[, step]): integers in even steps.
        range.__reversed__
          An iterator from the last to the first.
        range.count
          How often a value is in the range.
        range.index
          The index of a value; ValueError if it isn't there.
        range_iterator.__length_hint__
          How many items are left, as far as known.
        range_iterator.__reduce__
          What pickle and copy need to make an equal object.
        range_iterator.__setstate__
          Take over the state that __reduce__ told.
        reversed(sequence, /)
          reversed(sequence): its items from the last to the first.
        reversed.__length_hint__
          How many items are left, as far as known.
        reversed.__reduce__
          What pickle and copy need to make an equal object.
        reversed.__setstate__
          Take over the state that __reduce__ told.
        set
          set([iterable]): distinct items, to change.
        set.__class_getitem__
          The class with its type parameters, as annotations write it.
        set.__contains__
          x in the set.
        set.__reduce__
          What pickle and copy need to make an equal object.
        set.__sizeof__
          The size of the object in memory, in bytes.
        set.add
          Put in an element, if it isn't there.
        set.clear
          Remove all elements.
        set.copy
          A shallow copy.
        set.difference
          The elements that are in no other.
        set.difference_update
          Remove the elements of others.
        set.discard
          Remove an element if it is there.
        set.intersection
          The elements that are in all.
        set.intersection_update
          Keep only the elements that all others have too.
        set.isdisjoint
          Whether no element is in the other.
        set.issubset
          Whether the other has all elements.
        set.issuperset
          Whether this has all elements of the other.
        set.pop
          Remove some element and give it.
        set.remove
          Remove an element, which has to be there.
        set.symmetric_difference
          The elements that are in just one of both.
        set.symmetric_difference_update
          Keep the elements that are in just one of both.
        set.union
          The elements of all.
        set.update
          Add the elements of others.
        set_iterator.__length_hint__
          How many items are left, as far as known.
        set_iterator.__reduce__
          What pickle and copy need to make an equal object.
        slice
          slice(stop) or slice(start, stop[, step]): what a[start:stop:step] asks for.
        slice.__reduce__
          What pickle and copy need to make an equal object.
        slice.indices
          indices(length): start, stop and step for a sequence of a length.
        str_ascii_iterator.__length_hint__
          How many items are left, as far as known.
        str_ascii_iterator.__reduce__
          What pickle and copy need to make an equal object.
        str_ascii_iterator.__setstate__
          Take over the state that __reduce__ told.
        tuple(iterable=(), /)
          tuple(iterable=()): items in order that don't change.
        tuple.__class_getitem__
          The class with its type parameters, as annotations write it.
        tuple.__getnewargs__($self, /)
        tuple.count($self, value, /)
          How many items equal a value.
        tuple.index($self, value, start=0, stop=sys.maxsize, /)
          The index of the first item that equals a value; ValueError if there is none.
        tuple_iterator.__length_hint__
          How many items are left, as far as known.
        tuple_iterator.__reduce__
          What pickle and copy need to make an equal object.
        tuple_iterator.__setstate__
          Take over the state that __reduce__ told.
        zip
          zip(*iterables, strict=False): tuples of the first items, of the second, and so on.
        zip.__reduce__
          What pickle and copy need to make an equal object.
        zip.__setstate__
          Take over the state that __reduce__ told.
        """#
    }
}

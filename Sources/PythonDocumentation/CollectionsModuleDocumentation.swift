/// What functions and types of `_collections`, `collections` tell of themselves.
extension NativeDocumentation {
    static var nativeCollections: StaticString {
        #"""
        _count_elements($module, mapping, iterable, /)
        """#
    }

    static var collections: StaticString {
        #"""
        OrderedDict.fromkeys($type, /, iterable, value=None)
        OrderedDict.move_to_end($self, /, key, last=True)
        OrderedDict.pop($self, /, key, default=<unrepresentable>)
        OrderedDict.popitem($self, /, last=True)
        OrderedDict.setdefault($self, /, key, default=None)
        """#
    }
}

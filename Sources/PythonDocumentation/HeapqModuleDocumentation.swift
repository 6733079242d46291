/// What functions of `_heapq` tell of themselves.
extension NativeDocumentation {
    static var heapqRows: StaticString {
        #"""
        _heapify_max($module, heap, /)
          Make a list a heap whose first item is the greatest.
        _heappop_max($module, heap, /)
          Take the greatest item off such a heap.
        _heapreplace_max($module, heap, item, /)
          Take the greatest item off such a heap and put another on it.
        heapify($module, heap, /)
          Make a list a heap, in time proportional to its length: its first item is the smallest.
        heappop($module, heap, /)
          Take the smallest item off a heap, which stays one.
        heappush($module, heap, item, /)
          Put an item on a heap, which stays one.
        heappushpop($module, heap, item, /)
          Put an item on a heap, then take the smallest off; faster than one after the other.
        heapreplace($module, heap, item, /)
          Take the smallest item off a heap, then put another on it, which may be smaller than
          the one that is returned.
        """#
    }
}

/// `collections.OrderedDict` (`Objects/odictobject.c`), 112 bytes: a dict, and a list of its keys in their order.
///
///     ┌───────────────┐      entries of the dict's table     0      1      2
///     │ dict, 48 bytes│                                      a      b      c
///     │ od_fast_nodes─┼─▶ the node of each entry:            │      │      │
///     │ size, table   │                                      ▼      ▼      ▼
///     │ od_state      │                                   ┌────┐ ┌────┐ ┌────┐
///     │ od_first      │                          nil ◀────┤ a  │◀┤ b  │◀┤ c  │
///     │ od_last       │                                   │    ├▶│    ├▶│    ├───▶ nil
///     │ __dict__      │                                   └────┘ └────┘ └────┘
///     │ weak refs     │                                  od_first        od_last
///     └───────────────┘
///
/// A node is found by its key's place in the dict's table, so the list of nodes is made anew whenever the table
/// is another one. A program may change the dict below the list (`dict.__setitem__(od, …)`): then keys have no
/// node, or nodes no key, and whatever meets one of the latter raises `KeyError`.
struct PyOrderedDictObject {
    var dict: PyDictObject
    var od_fast_nodes: UnsafeMutablePointer<OrderedDictNode?>?
    var od_fast_nodes_size: Int
    /// The table that `od_fast_nodes` belongs to; only compared.
    var od_resize_sentinel: DictKeys?
    /// Changes when a node is added or removed, for iterators; that all have gone they see from the size.
    var od_state: Int
    var od_first: OrderedDictNode?
    var od_last: OrderedDictNode?
    var od_inst_dict: RawObject?
    var od_weakreflist: RawObject?
}

/// A place in the order, 32 bytes; it holds its key.
struct PyOrderedDictNode {
    var key: RawObject
    var hash: Int
    var next: OrderedDictNode?
    var prev: OrderedDictNode?
}

typealias OrderedDictNode = UnsafeMutablePointer<PyOrderedDictNode>

/// The types, by the numbers they are kept under as those of a native module.
enum OrderedDictType: Int {
    case dict = 8, iterator, keys, values, items
}

extension Ref {
    @inline(__always)
    var orderedDict: UnsafeMutablePointer<PyOrderedDictObject> { fields(PyOrderedDictObject.self) }
}

extension Interpreter {
    func orderedType(_ type: OrderedDictType) -> TypePointer { libraryType(type.rawValue) }

    /// Whether it is an ordered dict, or of a subclass.
    func isOrderedDict(_ object: Ref) -> Bool {
        isSubtype(object.type, orderedType(.dict))
    }

    /// The types of ordered dicts, made with their module; gives the one that programs use.
    public func makeOrderedDictTypes() throws(Raised) -> TypePointer {
        let type = try makeLibraryType(
            OrderedDictType.dict.rawValue, Interpreter.orderedDictSpec(),
            base: type(.dict))
        try makeLibraryType(
            OrderedDictType.iterator.rawValue, Interpreter.orderedDictIteratorSpec())
        try makeLibraryType(
            OrderedDictType.keys.rawValue, Interpreter.orderedDictKeysSpec(),
            base: self.type(.dictKeys))
        try makeLibraryType(
            OrderedDictType.values.rawValue, Interpreter.orderedDictValuesSpec(),
            base: self.type(.dictValues))
        try makeLibraryType(
            OrderedDictType.items.rawValue, Interpreter.orderedDictItemsSpec(),
            base: self.type(.dictItems))
        return type
    }
}

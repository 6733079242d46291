/// The type variables of aliases and unions, and putting arguments in their place
/// (`_Py_make_parameters` and `_Py_subs_parameters`, `Objects/genericaliasobject.c`).
///
/// What is a type variable is not known here: it is whatever has `__typing_subst__`.
extension Interpreter {
    /// The variables among arguments, in order, each once.
    func collectTypeParameters(_ arguments: Ref) throws(Raised) -> Owned {
        let found = try makeList()
        for index in 0..<arguments.itemCount {
            let argument = arguments.tupleItem(index)
            // A class may have `__parameters__` of its own, which aren't those of this alias.
            if argument.isType { continue }
            if try hasAttribute(argument, "__typing_subst__") {
                try appendOnce(argument, to: found.ref)
                continue
            }
            guard let inner = try attributeIfAny(argument, "__parameters__") else { continue }
            let variables = Owned(stealing: inner)
            guard variables.ref.isTuple else { continue }
            for number in 0..<variables.ref.itemCount {
                try appendOnce(variables.ref.tupleItem(number), to: found.ref)
            }
        }
        return try makeTuple(from: found.ref)
    }

    private func appendOnce(_ item: Ref, to list: Ref) throws(Raised) {
        for index in 0..<list.itemCount where list.listItem(index) == item { return }
        try listAppend(list, item)
    }

    private func attributeIfAny(_ object: Ref, _ name: String) throws(Raised) -> RawObject? {
        let key = try intern(name)
        return try lookupAttribute(object, key.ref)
    }

    /// The arguments with the items of a subscript in place of the parameters.
    func substituteParameters(
        in generic: Ref, _ arguments: Ref, _ parameters: Ref, _ item: Ref
    ) throws(Raised) -> Owned {
        guard parameters.itemCount > 0 else {
            throw raise(.typeError, "\(try repr(generic).text) is not a generic class")
        }
        let items = try prepareItems(generic, parameters, item)
        let count = items.ref.isTuple ? items.ref.itemCount : 1
        guard count == parameters.itemCount else {
            throw raise(
                .typeError,
                "Too \(count > parameters.itemCount ? "many" : "few") arguments for "
                    + "\(try repr(generic).text); actual \(count), expected \(parameters.itemCount)"
            )
        }
        let values = items.ref.isTuple ? items : try makeTuple([items.ref])
        let result = try makeList()
        for index in 0..<arguments.itemCount {
            try appendSubstituted(arguments.tupleItem(index), parameters, values.ref, result.ref)
        }
        return try makeTuple(from: result.ref)
    }

    /// The items with unpacked tuples spread out, as the parameters themselves want them.
    private func prepareItems(
        _ generic: Ref, _ parameters: Ref, _ item: Ref
    ) throws(Raised) -> Owned {
        var items = try spreadItems(item)
        for index in 0..<parameters.itemCount {
            guard
                let found = try attributeIfAny(
                    parameters.tupleItem(index), "__typing_prepare_subst__")
            else { continue }
            let prepare = Owned(stealing: found)
            if prepare.ref.isNone { continue }
            let given = items.ref.isTuple ? items.ref.owned() : try makeTuple([items.ref])
            items = try call(prepare.ref, generic, given.ref)
        }
        return items
    }

    private func spreadItems(_ item: Ref) throws(Raised) -> Owned {
        let spread = try makeList()
        let count = item.isTuple ? item.itemCount : 1
        for index in 0..<count {
            let one = item.isTuple ? item.tupleItem(index) : item
            if !one.isType,
                let found = try attributeIfAny(one, "__typing_unpacked_tuple_args__")
            {
                let inner = Owned(stealing: found)
                let last = inner.ref.isTuple ? inner.ref.itemCount - 1 : -1
                let isOpen = last >= 0 && inner.ref.tupleItem(last) == ellipsis
                if inner.ref.isTuple, !isOpen {
                    for number in 0..<inner.ref.itemCount {
                        try listAppend(spread.ref, inner.ref.tupleItem(number))
                    }
                    continue
                }
            }
            try listAppend(spread.ref, one)
        }
        return try makeTuple(from: spread.ref)
    }

    private func appendSubstituted(
        _ argument: Ref, _ parameters: Ref, _ values: Ref, _ result: Ref
    ) throws(Raised) {
        if argument.isType {
            try listAppend(result, argument)
            return
        }
        var spreads = false
        if let found = try attributeIfAny(argument, "__typing_is_unpacked_typevartuple__") {
            let flag = Owned(stealing: found)
            spreads = try isTrue(flag.ref)
        }
        let replaced: Owned
        if let found = try attributeIfAny(argument, "__typing_subst__") {
            let substitute = Owned(stealing: found)
            guard let index = position(of: argument, in: parameters) else { return }
            replaced = try call(substitute.ref, values.tupleItem(index))
        } else {
            replaced = try substituteVariables(argument, parameters, values)
        }
        guard spreads, replaced.ref.isTuple else {
            try listAppend(result, replaced.ref)
            return
        }
        for index in 0..<replaced.ref.itemCount {
            try listAppend(result, replaced.ref.tupleItem(index))
        }
    }

    /// An argument that has variables itself, subscripted with the values of those.
    private func substituteVariables(
        _ object: Ref, _ parameters: Ref, _ values: Ref
    ) throws(Raised) -> Owned {
        guard let found = try attributeIfAny(object, "__parameters__") else {
            return object.owned()
        }
        let own = Owned(stealing: found)
        guard own.ref.isTuple, own.ref.itemCount > 0 else { return object.owned() }
        let items = try makeList()
        for number in 0..<own.ref.itemCount {
            let variable = own.ref.tupleItem(number)
            guard let index = position(of: variable, in: parameters) else {
                try listAppend(items.ref, variable)
                continue
            }
            let value = values.tupleItem(index)
            guard parameters.tupleItem(index).type.pointee.tp_iter != nil, value.isTuple else {
                try listAppend(items.ref, value)
                continue
            }
            for inner in 0..<value.itemCount {
                try listAppend(items.ref, value.tupleItem(inner))
            }
        }
        let tuple = try makeTuple(from: items.ref)
        return try getItem(object, tuple.ref)
    }

    private func position(of variable: Ref, in parameters: Ref) -> Int? {
        (0..<parameters.itemCount).first { parameters.tupleItem($0) == variable }
    }
}

def g(d):
    first = 1; return first + d['a']['b'].missing


def h(d):
    return (g(d) +
            1)


h({'a': {'b': 1}})

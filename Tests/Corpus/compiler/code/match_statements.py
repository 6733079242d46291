match x:
    case 1: a
    case "s" | b"b" | -2 | 1.5 | 2+3j: b
    case None | True: c
    case A.B: d
    case [1, y, *rest]: e
    case [_, _, *_]: f
    case [first, *_, last]: g
    case (a, b) if a > b: h
    case {"k": v, **others}: i
    case {}: j
    case {1: [q], "z": 2}: k
    case Point(x=0, y=yy): l
    case Point(1, b) as whole: m
    case str() | int(): n
    case [a, 1] | [1, a]: o
    case [a, b] | (b, a, 1): p2
    case _: q
match y:
    case z: pass
match z, w:
    case [*_]: pass
    case ((a, b), c): pass
def f(x):
    match x:
        case [a, [b, {"c": c}]]: return a, b, c
        case _ if x: return 1

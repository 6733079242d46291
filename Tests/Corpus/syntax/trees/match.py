match x:
    case 0 | -1 | 1.5 | 2+3j | -4-5j: pass
    case 'a' 'b' | b'c': pass
    case None | True | False: pass
    case name: pass
    case _: pass
    case a.b.c: pass
    case (1): pass
    case (1,) | [] | () | [a, *_] | (b, *rest, c): pass
    case 1, 2, *others: pass
    case {}: pass
    case {'k': v, -1: w, a.b: c, **rest, }: pass
    case Point(): pass
    case Point(1, y=2, z=_) as p if p: pass
    case m.C(a, b,): pass
    case str() | int() as s: pass
match = 1
match[0] = match.x
match(x)
match -x
case = _ = match
match x, *y:
    case _: pass
match (x):
    case x: pass

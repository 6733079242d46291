*a, *b = *c, **d = print(*e, **f, *g)

def f(xs):
    for x in xs:
        if x: continue
        if not x: break
    else:
        y = 1
    while True:
        if xs: break
    while xs:
        xs.pop()
    else:
        z = 2
    for i in range(3):
        for j in xs:
            if i == j:
                break
        else:
            continue
        break
    while 0: never()
    for a, (b, *c) in xs: print(a, b, c)

def fannkuch(n):
    count = list(range(1, n + 1))
    best = 0
    m = n - 1
    r = n
    perm1 = list(range(n))
    perm = list(range(n))
    while 1:
        while r != 1:
            count[r - 1] = r
            r -= 1
        if perm1[0] != 0 and perm1[m] != m:
            perm[:] = perm1
            flips = 0
            k = perm[0]
            while k:
                perm[:k + 1] = perm[k::-1]
                flips += 1
                k = perm[0]
            if flips > best:
                best = flips
        while r != n:
            perm1.insert(r, perm1.pop(0))
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1
        else:
            return best


print(fannkuch(8))

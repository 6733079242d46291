async def f(a):
    await a
    async for x in a:
        if x: break
        continue
    else:
        y = 1
    async with a as b, c:
        return await b
    z = [i async for i in a if await i]
    w = {k: v for k in a async for v in k}
    g = (await i for i in a)
    return z

async def gen():
    yield 1
    async for x in y: yield x

async def comp():
    return [x async for x in y], {await z for z in w}

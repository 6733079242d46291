import asyncio
async def worker(n):
    await asyncio.sleep(n / 10)
    print("worker", n)
    return n * n
async def main():
    print(await asyncio.gather(*(worker(i) for i in (3, 1, 2))))
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.5)
    except asyncio.TimeoutError: print("timeout")
    async def handle(reader, writer):
        data = await reader.readline()
        writer.write(data.upper()); await writer.drain(); writer.close()
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    r, w = await asyncio.open_connection(host, port)
    w.write(b"hello\n")
    print(await r.read())
    w.close(); server.close()
    q = asyncio.Queue()
    async def prod():
        for i in range(3): await q.put(i)
    async def cons():
        return [await q.get() for _ in range(3)]
    print(await asyncio.gather(prod(), cons()))
asyncio.run(main())

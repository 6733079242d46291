class Packet:
    def __init__(self, link, ident, kind):
        self.link, self.ident, self.kind = link, ident, kind
        self.datum, self.data = 0, [0] * 4

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    def __init__(self, name, priority):
        self.name, self.priority, self.queue, self.done = name, priority, None, 0

    def receive(self, packet):
        self.queue = packet.append_to(self.queue)

    def take(self):
        packet, self.queue = self.queue, self.queue.link
        return packet

    def step(self, system):
        raise NotImplementedError


class Worker(Task):
    def step(self, system):
        packet = self.take()
        for i in range(4):
            packet.data[i] = (packet.data[i] + self.priority + i) & 0xFF
        packet.datum = sum(packet.data)
        self.done += 1
        system.send(packet, (packet.ident + 1) % len(system.tasks))


class Device(Task):
    def step(self, system):
        packet = self.take()
        packet.kind = "device" if packet.kind == "work" else "work"
        self.done += 1
        system.send(packet, (packet.ident + packet.datum) % len(system.tasks))


class System:
    def __init__(self):
        self.tasks = [Worker(f"w{i}", i) if i % 2 else Device(f"d{i}", i) for i in range(6)]

    def send(self, packet, ident):
        packet.ident = ident
        self.tasks[ident].receive(packet)

    def run(self, steps):
        for i in range(12):
            self.send(Packet(None, i % 6, "work"), i % 6)
        while steps:
            for task in self.tasks:
                if task.queue is not None:
                    task.step(self)
                    steps -= 1
                    if not steps:
                        break
        return [task.done for task in self.tasks]


print(System().run(60_000))

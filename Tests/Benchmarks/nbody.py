class Body:
    def __init__(self, x, y, vx, vy, mass):
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy
        self.mass = mass


def advance(bodies, dt):
    for i, a in enumerate(bodies):
        for b in bodies[i + 1:]:
            dx = a.x - b.x
            dy = a.y - b.y
            distance = (dx * dx + dy * dy + 0.01) ** 0.5
            force = dt / (distance * distance * distance)
            a.vx -= dx * b.mass * force
            a.vy -= dy * b.mass * force
            b.vx += dx * a.mass * force
            b.vy += dy * a.mass * force
    for body in bodies:
        body.x += dt * body.vx
        body.y += dt * body.vy


bodies = [Body(i * 1.5, i * -0.5, 0.1 * i, 0.2, 1.0 + i) for i in range(5)]
for _ in range(24_000):
    advance(bodies, 0.001)
print(round(bodies[0].x, 6), round(bodies[4].vy, 6))

"""The effect of every instruction on the stack, as `dis.stack_effect` tells it."""
import dis
from _opcode import stack_effect


def effect(*arguments, **keywords):
    try:
        return stack_effect(*arguments, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for opcode in range(256):
    if opcode < dis.HAVE_ARGUMENT:
        print(opcode, effect(opcode), effect(opcode, jump=True), effect(opcode, jump=False))
    else:
        print(opcode, [effect(opcode, a) for a in (0, 1, 2, 3, 4, 7, 300)],
              [effect(opcode, 1, jump=j) for j in (True, False, None)])
print(effect(1, 0), effect(100), effect(30000), effect("a"), effect(2**40), effect(100, 2**40))
print(effect(), effect(1, 2, 3), effect(100, 0, jump=1))
dis.dis(compile("x = a.b(c) if d else e[0]", "f", "exec"))

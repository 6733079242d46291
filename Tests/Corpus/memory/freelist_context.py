# Contexts: 255 are kept, the last freed first, until a full collection.
import contextvars, gc

def churn(count):
    contexts = [contextvars.Context() for _ in range(count)]
    ids = [id(context) for context in contexts]
    del contexts[:]
    again = [contextvars.Context() for _ in range(count)]
    return ids, [id(context) for context in again]

gc.disable()
for count in (1, 5, 100, 254, 255):
    before, after = churn(count)
    print(count, after == before)
before, after = churn(300)
print(after[:255] == before[45:])
variable = contextvars.ContextVar("variable", default=1)
variable.set(2)
context = contextvars.copy_context()
print(context[variable], len(context), context.run(variable.get))
address = id(context)
del context
print(id(contextvars.copy_context()) == address, id(contextvars.Context()) == address)

"""contextvars: values by context, tokens, copies."""
import contextvars

name = contextvars.ContextVar("name")
size = contextvars.ContextVar("size", default=3)


def show(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(type(error).__name__)


show(name.get)
print(name.get("none"), size.get())
token = name.set("outer")
print(token.old_value, token.var is name)
context = contextvars.copy_context()
print(len(context), context[name], size in context, context.get(size, 5))


def change(value, *, extra):
    inner = name.set(value)
    size.set(extra)
    print(name.get(), sorted(v.name for v in contextvars.copy_context()))
    show(context.run, print)
    return inner


inner = context.run(change, "inside", extra=9)
print(name.get(), size.get(), context[name], sorted(map(str, context.values())))
show(name.reset, inner)
name.reset(token)
show(name.reset, token)
show(name.get)
print(contextvars.Context() == contextvars.Context(), context == context.copy())
print(context.run(size.get), contextvars.ContextVar[int])

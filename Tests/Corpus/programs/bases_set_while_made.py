# A metaclass's mro() that sets other bases while a class is made leaves classes in lists of
# subclasses that they derive from no more; nothing may use them after they died.
import gc


class Base1:
    pass


class Base2:
    pass


class Meta(type):
    isDone = False

    def mro(cls):
        if not Meta.isDone:
            Meta.isDone = True
            cls.__bases__ = (Base2,)
        return type.mro(cls)


class C(Base1, metaclass=Meta):
    pass


print(C.__bases__ == (Base2,), [c.__name__ for c in C.__mro__])
print(C in Base2.__subclasses__(), Base1.__subclasses__())
del C
gc.collect()
print(Base1.__subclasses__(), Base2.__subclasses__())
Base1.x = Base2.x = 1
for number in range(100):
    globals()[f"D{number}"] = type(f"D{number}", (Base1, Base2), {"__slots__": ()})
Base1.__repr__ = lambda self: "changed"
print(D99(), D0.x, len(Base1.__subclasses__()))


class Again(type):
    """Sets bases again and again, the old ones only sometimes being told."""

    turns = 0

    def mro(cls):
        if Again.turns:
            Again.turns -= 1
            cls.__bases__ = (Base2,) if Again.turns % 2 else (Base1,)
        return type.mro(cls)


class E(Base1, metaclass=Again):
    pass


Again.turns = 5
E.__bases__ = (Base2,)
print([c.__name__ for c in E.__mro__])
del E
gc.collect()
Base1.y = Base2.y = 2
print(D1.y)

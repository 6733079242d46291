# Each look makes a new method.
class C:
    def m(self): pass
    @staticmethod
    def s(): pass
    @classmethod
    def k(cls): pass
c = C()
print(c.m is c.m, c.s is c.s, c.k is c.k, C.m is C.m, c.m.__func__ is C.m, c.m == c.m)
a = c.m
print(a is c.m, a.__self__ is c, [].append is [].append, C.__dict__ is C.__dict__, vars(c) is vars(c))

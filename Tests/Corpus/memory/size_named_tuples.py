# Named tuples and struct sequences.
import sys, collections, time, os
N = collections.namedtuple("N", "a b c")
n = N(1, 2, 3)
print(sys.getsizeof(n), N.__basicsize__, N.__itemsize__, sys.getsizeof(n._replace(a=2)), sys.getsizeof(n._asdict()), sys.getsizeof(N.a))
t = time.gmtime(0)
print(sys.getsizeof(t), len(t), t.n_fields, t.n_sequence_fields, t.n_unnamed_fields, sys.getsizeof(t[:]), sys.getsizeof(tuple(t)))
for q in (sys.flags, sys.version_info, sys.float_info, sys.int_info, sys.hash_info, sys.thread_info):
    print(type(q).__name__, sys.getsizeof(q), type(q).n_fields, type(q).__basicsize__)
s = os.stat_result(range(10))
print(sys.getsizeof(s), s.n_fields, s.n_unnamed_fields, sys.getsizeof(os.stat_result(range(10), {"st_rdev": 5})))

# Copies of instances and of their dicts.
import sys

import copy
class C:
    def __init__(self): self.x = self.y = 1
a = C()
for d in (vars(copy.copy(a)), vars(copy.deepcopy(a)), dict(vars(a)), {**vars(a)}, vars(a) | {}, vars(a).copy()):
    print(sys.getsizeof(d), d)

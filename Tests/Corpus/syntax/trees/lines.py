# -*- coding: latin-1 -*-
if a:  # café

    if b:
        c = [1,  # one

             2]
        # deep
    # less
# none

    d = \
        """é

  x""" ; e

class C:
	x: int = 0x1F; y = f"{x!r}"
	# end
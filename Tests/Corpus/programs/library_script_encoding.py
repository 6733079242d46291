# -*- coding: cp1251 -*-
# A script in an encoding that only the codecs of the library know.
print(ascii("При"))

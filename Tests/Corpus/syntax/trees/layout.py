if a:
	if b:
	        c
	
# comment
        # comment
\
	x
y = (1 +
  2) # comment
z = 1 \
  + 2
if c: pass
class A:

    x = 1

    # trailing
if a:
  b
  \
        c
w = 0xfor x
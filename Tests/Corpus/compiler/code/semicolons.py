a = 1; b = 2; c(a); pass
def f(): x = 1; return x
if a: b; c
for x in y: z; break

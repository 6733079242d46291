if a: pass
elif b: pass
elif c:
    pass
else:
    x; y;
while a := b: break
else: continue
for x, *y in z, *w:
    pass
else:
    pass
try: pass
finally: pass
try:
    pass
except: pass
try: pass
except A: pass
except (B, C) as e: pass
else: pass
finally: pass
try: pass
except* A as e: pass
except* (B, C): pass
with a, b as c, d as (e, f): pass
with (a, b as c,): pass
with (a): pass
with (a, b): pass
with (a) as b, c: pass
with (yield): pass
with (a, *b): pass
global a, b
nonlocal c
raise
raise A
raise A from b
assert a
assert a, 'text'
return
return *a, b
pass

import random
random.seed(7)
def vals():
    for _ in range(60):
        yield random.random(); yield random.uniform(-1e6,1e6); yield random.uniform(-1e17,1e17)
        yield random.random()*10**random.randint(-30,30)
        yield random.randint(-10**6,10**6)/8; yield random.randint(0,10**5)/100; yield 0.5+random.randint(0,1000); yield float(10**random.randint(-10,20)); yield float(random.randint(0,10**18))
for v in list(vals())+[0.0,-0.0,1e16,9999999999999998.0,1e-4,9.999e-5,5e-324,1.7976931348623157e308,float('inf'),float('nan'),2.5,3.5,0.05,9.995,99.95,999999.5,9999995.0]:
    p=random.randint(0,20)
    print(repr(v),'%.*f'%(p,v),'%.*e'%(p,v),'%.*g'%(p,v),f'{v:.3f}|{v:>12.1f}|{v:<+14.2e}|{v:^20g}|{v:,.2f}|{v:020.3f}|{v:n}|{v:.2%}|{v:#.3g}|{v:_}')
for i in [0,1,-1,255,-256,12345678,2**31,2**60,-2**64,10**25]:
    print(f'{i:d}|{i:x}|{i:#x}|{i:#o}|{i:#b}|{i:,}|{i:_x}|{i:08d}|{i:+d}|{i: d}|{i:^+20,}|{i:=+20,}|{i:020,}|{i:#020_x}|{i:>10}|{i:<10}|{i:e}|{i:.2f}', '%d|%5d|%-5d|%05d|%+d|%x|%#X|%o|%.10d'%((i,)*9))
for z in [1j,1+2j,-0.0+3j,1e20-1e-5j]:
    print(f'{z}|{z:.2f}|{z:>30.3e}|{z:g}|{z:,.1f}|{z:+}')

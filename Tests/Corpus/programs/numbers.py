# ints
print(2**200, -7//2, -7%3, divmod(-7,2), 7/2, 10**20//3, 1<<70, (1<<70)>>3, ~5, 5&3, 5|8, 5^1, -5>>1)
print(int("123"), int("-0x1f",16), int("1_000"), int(3.9), int(-3.9), int("z",36), hex(255), oct(8), bin(5), hex(-255))
print((123456789**10), str(10**50), -10**30 % 7, pow(3,100,7), abs(-5), abs(-2.5))
print(1==1.0, 1<2<3, 1<3<2, 3>2>=2!=1, 1 is 1, True+True, isinstance(True,int))
print((255).bit_length(), (5).to_bytes(2,'big'), int.from_bytes(b'\x01\x02','little'), (10).as_integer_ratio())
print(f"{1234567:,} {255:#x} {255:08b} {-5:+d} {5:>5}|{5:<5}|{5:^5}|{3.14159:.3f}|{1e10:g}|{0.1+0.2}|{1e100}|{1.0}|{1e16}|{123456789.123:e}|{0.00001}|{float('inf')}|{float('nan')}")
print(round(2.5), round(3.5), round(2.675,2), round(1234,-2), 0.1, 1/3, 2.0**0.5, 7.5//2, -7.5%2, 1e308*10)
print(float("1.5"), float("  -inf "), float("1e-5"), 3.0.is_integer(), (0.5).as_integer_ratio(), 1.5.hex())
print(sum([1,2,3]), sum([0.1]*3), sum([[1],[2]],[]), min(3,1,2), max([1,5,2]), min("abc"), max([],default=7), min([3,1],key=lambda v:-v))
try: int("abc")
except ValueError as e: print(e)
try: 1+"a"
except TypeError as e: print(e)
try: "a"+1
except TypeError as e: print(e)
try: [1]+(2,)
except TypeError as e: print(e)
try: 1<"a"
except TypeError as e: print(e)
try: 5//0
except ZeroDivisionError as e: print(e)
try: 5.0/0
except ZeroDivisionError as e: print(e)
try: 5%0
except ZeroDivisionError as e: print(e)
try: 2.0**10000
except OverflowError as e: print(e)
print(10**400 > 1e300, 10**15==1e15, hash(2**61-1), hash(-1), hash(1.5), hash(10**30))

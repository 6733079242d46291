f''
f'a{b}c'
f'{a!r:>{width}.{precision}}' 'tail' "{not}"
f'{a=}{b = }{c=!s}{d=:x}'
f'{{}}{{{a}}}'
rf'\d{a}\{{' fr"{b}"
f"""
{a
+ b}
  {
c}"""
u'a' f'{b}' 'c'
f'{f"{x}" "y"}' f'{ {1: 2}[1] }'
f'{(lambda x: x)(1)}{x:{"a"}}'
f'{a != b}{a<b}{a >= b}'
f'\N{BULLET}{a}\x41'
x = f'{a:%Y-%m-%d}' \
    f'é{ü}'

e=ValueError('leaf')
for i in range(14): e=ExceptionGroup(f'lvl{i}',[e])
e.__notes__='abc\ndef'
e=ExceptionGroup('two',[e,TypeError(1)])
def p():
    try: raise e
    except* TypeError: raise KeyError('kk')
p()

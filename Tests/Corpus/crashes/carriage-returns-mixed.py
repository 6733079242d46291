a
b
c
d = '''
'''
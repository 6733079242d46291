import io, os, unittest
with open('a.txt','w') as f: print(f.write('one\ntwo\n'), f.name, f.mode)
with open('a.txt') as f: print(f.readline(), f.read(), list(f))
with open('a.txt','ab') as f: f.write(b'three')
print(open('a.txt','rb').read(), os.path.exists('a.txt'), os.path.getsize('a.txt'))
try: open('nosuch')
except FileNotFoundError as e: print(e)
s=io.StringIO(); s.write('x\ny'); print(s.getvalue(), s.seek(0), s.readlines())
b=io.BytesIO(b'abc\ndef'); print(b.readline(), b.read(2), b.tell(), b.getvalue())
print(os.path.join('a','b'), os.path.basename('/x/y.txt'), os.path.splitext('a.tar.gz'))
os.remove('a.txt'); print(os.path.exists('a.txt'))
class T(unittest.TestCase):
    def test_a(self): self.assertEqual(1+1,2)
    def test_b(self):
        with self.assertRaises(ZeroDivisionError): 1/0
r=unittest.TestResult(); unittest.defaultTestLoader.loadTestsFromTestCase(T).run(r); print(r)

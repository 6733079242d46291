"""array: layout and growth, items, slices, views and pickling."""
import array
import pickle
import sys


def show(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


numbers = array.array("i")
sizes = []
for number in range(40):
    numbers.append(number)
    sizes.append(sys.getsizeof(numbers))
print(sizes)
print(sys.getsizeof(array.array("i", [1, 2, 3])), sys.getsizeof(array.array("i", iter([1, 2]))))
for code in array.typecodes:
    items = array.array(code)
    print(code, items.itemsize, memoryview(items).format)
    for value in (-1, 2**16, 2**64, 1.5, "x"):
        show(items.append, value)
    print(items)
letters = array.array("u", "häß")
print(letters, letters.tounicode(), letters.tobytes())
numbers = array.array("h", range(6))
numbers[1:3] = array.array("h", [7, 8, 9])
del numbers[::3]
print(numbers, numbers[::-1], numbers * 2, numbers + numbers, 8 in numbers, numbers.index(4))
print(numbers == array.array("d", numbers), numbers < array.array("h", [8, 9]))
view = memoryview(numbers)
view[0] = -5
show(numbers.append, 1)
view.release()
numbers.byteswap()
print(numbers.tolist(), numbers.pop(), numbers.count(0))
for protocol in (1, 3):
    print(pickle.loads(pickle.dumps(numbers, protocol)), numbers.__reduce_ex__(protocol))
show(array._array_reconstructor, array.array, "d", 15, b"\x3f\x80\0\0")
show(array.array, "i", "text")
show(array.array, "z")
show(numbers.extend, array.array("i", [1]))
show(numbers.frombytes, b"abc")

# The small ints lie side by side.
numbers = list(range(-5, 257))
print({id(b) - id(a) for a, b in zip(numbers, numbers[1:])})
print(True is 1 == 1, id(True) in map(id, numbers))

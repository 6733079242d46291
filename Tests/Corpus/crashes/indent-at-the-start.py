   x

if x:
  y\

value = []
value.apend(1)

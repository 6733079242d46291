match *a, b:
 case [*_, *_]: pass
 case {**r, "k": 1}: pass
 case -1+2j|f.g(h=i)|None: pass

# Thresholds and how they are set.
import gc

print(gc.get_threshold(), gc.isenabled())
gc.set_threshold(50); print(gc.get_threshold())
gc.set_threshold(50, 3); print(gc.get_threshold())
gc.set_threshold(1, 2, 3); print(gc.get_threshold())
gc.disable(); print(gc.isenabled()); gc.enable(); print(gc.isenabled())

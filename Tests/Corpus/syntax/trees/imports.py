import a
import a.b.c as d, e
from a import b
from . import c
from .. import (d, e as f,)
from ...a.b import *
from .... import x
from __future__ import annotations

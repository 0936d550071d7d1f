"""How good a result is: against a truth, against the LR layer that it was made from, and by itself.

One engine for the toolbox and the command line: rasters are read place by place, a page and a table come out.
"""

from .inputs import Inputs
from .run import Evaluated, evaluate

__all__ = ["Evaluated", "Inputs", "evaluate"]

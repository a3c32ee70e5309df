"""A made-up council: exports with the volumes, seasons, lateness and faults of a real one.

Nothing in it was ever true of anybody.

``world.make_world`` gives the rows in pieces of bounded size; ``services.analysis.make_synthetic``
writes them. The same dials and the same seed give the same bytes on every machine: chance comes
from the raw numbers of PCG64, and everything after that is whole numbers.
"""

"""How long Headway takes beside SQL written by hand and pandas; run with ``make bench``."""

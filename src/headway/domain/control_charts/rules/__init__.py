"""The signs of special cause, one to a file.

Each takes readings that follow one another without a gap, in one stretch of limits, and returns
for each of them the side it points to, or None.
"""

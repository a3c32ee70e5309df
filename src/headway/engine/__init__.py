"""Indicator to query to results: SQL over a snapshot, and the same again in plain Python.

``runner`` is the fast way, ``reference`` the slow one that is written from the words; they must
give the same. Neither knows what a period's figure means: ``finishing`` gives it its state.
"""

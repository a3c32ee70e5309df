"""Definitions as data: indicators, scorecards and rating scales, one strict schema, one loader.

The YAML files lie in ``indicators``, ``scorecards`` and ``scales``; a council lays a folder of
its own on top. This room reads and checks them and recognises the rows of published sheets by
them. It imports no room but ``domain``.
"""

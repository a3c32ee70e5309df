"""Headway: the performance office of a children's early help service."""

__version__ = "0.1.0"

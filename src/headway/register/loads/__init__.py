"""Loads asked for in the browser: who asked, how far each has come, and what came of it."""

"""What the words mean: frozen values that cannot be built wrong, and pure functions on them.

This room uses the standard library only and imports no other room.
"""

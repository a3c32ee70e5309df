"""The work of protecting small numbers: what to withhold, and the proof that it stays withheld."""

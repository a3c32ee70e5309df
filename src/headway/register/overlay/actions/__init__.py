"""What can be done to the council's own definitions: one verb per file."""

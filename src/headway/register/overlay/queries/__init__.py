"""What can be asked about the council's own definitions: one question per file."""

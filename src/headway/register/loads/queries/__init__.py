"""What can be asked about loads: one question per file."""

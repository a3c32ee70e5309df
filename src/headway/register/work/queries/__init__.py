"""What can be asked about work: one question per file."""

"""What can be asked about commentary: one question per file."""

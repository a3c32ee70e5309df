"""What can be asked about people and their roles: one question per file."""

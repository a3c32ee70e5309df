"""What can be asked about months and editions: one question per file."""

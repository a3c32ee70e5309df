"""What can be asked about teams' sheets: one question per file."""

"""What can be done with a month: one verb per file."""

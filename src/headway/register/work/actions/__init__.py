"""What can be done with a piece of work: one verb per file."""

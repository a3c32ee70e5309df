"""What can be done with commentary: one verb per file."""

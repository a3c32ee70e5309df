"""What teams enter: their sheets, every answer on them, and what became of each."""

"""One task of a user per file, joining the rooms."""

"""Changes to the council's own definitions: who asked, who approved, what is in force."""

"""What owners say of their figures: every version of it, who wrote it, and who signed it off."""

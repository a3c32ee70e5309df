"""From tables to figures, plans and history; what is not certain in a document is reported."""

"""National files of figures and of neighbours, recognised by their shape; one source per file."""

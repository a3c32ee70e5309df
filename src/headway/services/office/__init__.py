"""The office's tasks: each joins the register with the data folder, one to a file."""

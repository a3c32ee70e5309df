"""Work asked for in the browser: who asked, how far each piece has come, what came of it."""

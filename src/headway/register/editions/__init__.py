"""How a month comes to be published: who put it forward, who approved it, who was reminded."""

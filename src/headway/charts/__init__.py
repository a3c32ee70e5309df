"""Values to accessible SVG: every drawing has a title, a description and no script or style.

Lines take the colour of the text around them, so that they print in black and white; what a
drawing says is also said by a shape and in words.
"""

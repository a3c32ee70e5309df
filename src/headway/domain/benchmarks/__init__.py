"""National figures and how an authority stands among others: neighbours, region, England.

Everything is worked out from published figures that a person loaded; the project ships none.
"""

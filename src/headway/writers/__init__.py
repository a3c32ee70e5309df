"""Finished values laid out for people: terminal, page, workbook, CSV and JSON.

Nothing here works a figure out: a number or a sentence that is missing belongs in the domain.
"""

"""Exports to conformed tables: read, found, translated, checked, reconciled.

Every stage holds a batch of rows at a time; what lies between two stages is staged on disk, in
the data folder's protection. No message carries a value: rows are about children.
"""

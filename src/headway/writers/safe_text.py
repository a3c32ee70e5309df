"""The writers' door to ``headway.domain.safe_text``.

The rule itself is a word of the domain, because the intake undoes it on reading a workbook back
and may not import a writer.
"""

from headway.domain.safe_text import neutralise, restore, safe_symbol

__all__ = ["neutralise", "restore", "safe_symbol"]

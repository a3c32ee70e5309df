"""A file of any kind people hand over to sheets of cells that know their places.

``read_document`` is the whole of it: bytes in, a ``Document`` out, or a ``FileMistake`` that
says what to do. Nothing is interpreted here: what a cell means is the intake's business.
"""

from headway.readers.grid import Cell, CellKind, Document, Row, Sheet
from headway.readers.open import read_document

__all__ = ["Cell", "CellKind", "Document", "Row", "Sheet", "read_document"]

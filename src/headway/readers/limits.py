"""How much is read, and why no more: a file beyond a limit is refused with the limit named."""

MIB = 1024 * 1024

# Of any file. A month's dataset is well under 1 MiB and the largest exports people mail are some
# tens; the bytes are held in memory once, so that what is hashed is what is read.
MAX_FILE_BYTES = 100 * MIB

# Cells of one document, blanks between others included, so that the worst case stays near 2 GiB,
# which an office PC has. A cell of a workbook, with its exact number, costs up to 350 bytes; one
# of a text file up to 150; equal cells are shared and cost 8. 100,000 rows of 20 columns are 2
# million; a csv of 50 MiB holds 4 to 9 million.
MAX_CELLS_OF_WORKBOOK = 5_000_000
MAX_CELLS_OF_TEXT = 12_000_000

# Of a workbook unpacked (it is a zip): 5 million cells come to some 300 MiB of XML.
MAX_UNPACKED_BYTES = 512 * MIB

# Unpacked to packed, looked at only above MAX_UNPACKED_SMALL. The XML of a real sheet packs 5 to
# 30 times, one with thousands of formatted blank rows up to about 100; a bomb 1,000 times.
MAX_UNPACKED_RATIO = 200
MAX_UNPACKED_SMALL = 20 * MIB

# Parts of a workbook. The largest real ones have some hundreds (sheets, drawings, pictures).
MAX_PARTS = 10_000

# Characters of one line of a text file, and of one field. Excel's cells end at 32,767; Python's
# csv module stops at 131,072. A line of a million characters is not a row of a table.
MAX_LINE_CHARACTERS = 1_000_000
MAX_FIELD_CHARACTERS = 131_072

# Lines one quoted field may run over. A comment has some ten; a quotation mark that was never
# closed has the rest of the file.
MAX_QUOTED_LINES = 200

# Blank rows in a sequence that are kept as rows. A stray mark in row 1,048,576 is no reason for
# a million of them; the numbers of the rows show the gap.
MAX_BLANK_RUN = 1_000

# Different cells kept for sharing while a file is read: equal cells are one object. More would
# cost more memory than they save.
MAX_SHARED_CELLS = 100_000

# Places named one by one in a finding that counts many.
PLACES_NAMED = 5

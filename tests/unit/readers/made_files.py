"""Files made for the readers' tests, byte by byte where no library writes the awkward ones."""

import io
import struct
import zipfile
from pathlib import Path

import xlsxwriter

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def save(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def zipped(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def related(*targets: tuple[str, str]) -> str:
    """A part of relations: (kind, target) each, with the ids rId1, rId2, ..."""
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{listed}</Relationships>'


def raw_xlsx(
    sheet_data: str,
    *,
    workbook_extra: str = "",
    styles: str = "",
    strings: str = "",
    namespace: str = SHEETS,
    **parts: bytes | str,
) -> bytes:
    """A workbook whose one sheet has these rows as XML: what no library would write."""
    named = {name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()}
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": related(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": (
                f'<workbook xmlns="{namespace}" xmlns:r="{OFFICE}">{workbook_extra}'
                '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": related(
                ("worksheet", "worksheets/sheet1.xml"),
                ("sharedStrings", "sharedStrings.xml"),
                ("styles", "styles.xml"),
            ),
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{namespace}"><sheetData>{sheet_data}</sheetData></worksheet>'
            ),
            "xl/sharedStrings.xml": f'<sst xmlns="{namespace}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{namespace}">{styles}</styleSheet>',
        }
        | named
    )


def plain_xlsx(rows: list[list[object]], sheet: str = "Data") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        page = workbook.add_worksheet(sheet)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    return out.getvalue()


ODS_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("manifest", "manifest"),
    )
)


def raw_ods(tables: str, *, styles: str = "", **parts: bytes | str) -> bytes:
    """An OpenDocument sheet with these tables as XML."""
    content = (
        f'<office:document-content {ODS_SPACES} xmlns:calcext="urn:org:documentfoundation:names:'
        f'experimental:calc:xmlns:calcext:1.0"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content} | parts)


FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _padded(data: bytes, size: int) -> bytes:
    return data + b"\x00" * (-len(data) % size)


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    raw = name.encode("utf-16-le") + b"\x00\x00"
    return (
        raw.ljust(64, b"\x00")
        + struct.pack("<HBBIII", len(raw), kind, 1, FREE, FREE, child)
        + b"\x00" * 36
        + struct.pack("<IQ", start, size)
    )


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (the container of .xls and of encrypted workbooks) with these streams.

    Streams under 4,096 bytes go where such files keep small ones. Sectors are of 512 bytes.
    """
    body, mini = b"", b""
    fat: list[int] = []
    mini_fat: list[int] = []
    entries: list[bytes] = []

    def store(data: bytes) -> int:
        nonlocal body
        count = max(1, -(-len(data) // 512))
        first = len(fat)
        fat.extend([*range(first + 1, first + count), END])
        body += _padded(data or b"\x00", 512)
        return first

    for name, data in streams.items():
        if len(data) >= 4096:
            entries.append(_entry(name, 2, store(data), len(data)))
        else:
            first, count = len(mini_fat), max(1, -(-len(data) // 64))
            mini_fat.extend([*range(first + 1, first + count), END])
            mini += _padded(data or b"\x00", 64)
            entries.append(_entry(name, 2, first, len(data)))
    mini_start = store(mini) if mini else END
    mini_fat_start = store(struct.pack(f"<{len(mini_fat)}I", *mini_fat)) if mini else END
    root = _entry("Root Entry", 5, mini_start, len(mini), child=1)
    directory_start = store(_padded(b"".join([root, *entries]), 512))
    fat_sectors = -(-(len(fat) + 2) // 128)
    fat_start = len(fat)
    fat.extend([FAT] * fat_sectors)
    table = struct.pack(f"<{len(fat)}I", *fat)
    table += struct.pack("<I", FREE) * (-len(fat) % 128)
    header = (
        bytes.fromhex("D0CF11E0A1B11AE1")
        + b"\x00" * 16
        + struct.pack(
            "<HHHHH6xIIIIIIIIII",
            0x3E,
            3,
            0xFFFE,
            9,
            6,
            0,
            fat_sectors,
            directory_start,
            0,
            4096,
            mini_fat_start,
            1 if mini else 0,
            END,
            0,
            fat_start,
        )
    )
    listed = [fat_start + at for at in range(1, fat_sectors)]
    header += struct.pack("<108I", *(listed + [FREE] * (108 - len(listed))))
    return header + body + table


def record(kind: int, body: bytes = b"") -> bytes:
    """One record of an .xls."""
    return struct.pack("<HH", kind, len(body)) + body


def raw_xls(cells: bytes, *, before: bytes = b"") -> bytes:
    """An .xls whose one sheet, "Data", has these records; ``before`` stands before its list."""
    begins = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0x0DBB, 1996, 0, 6))
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 16, 0x0DBB, 1996, 0, 6)) + cells
    name = b"\x04\x00Data"
    at = len(begins) + len(before) + 4 + 6 + len(name) + 4
    listed = record(0x0085, struct.pack("<IBB", at, 0, 0) + name)
    stream = begins + before + listed + record(0x000A) + sheet + record(0x000A)
    return compound({"Workbook": stream.ljust(4096, b"\x00")})


def _seven_bits(number: int) -> bytes:
    out = b""
    while number >= 0x80:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def binary_record(kind: int, body: bytes = b"") -> bytes:
    """One record of an .xlsb."""
    return _seven_bits(kind) + _seven_bits(len(body)) + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def raw_xlsb(cells: bytes) -> bytes:
    """An .xlsb whose one sheet, "Data", has these records between its sheet data marks."""
    listed = binary_record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Data"))
    dimension = binary_record(148, struct.pack("<IIII", 0, 9, 0, 9))
    sheet = binary_record(129) + dimension + binary_record(145) + cells
    sheet += binary_record(146) + binary_record(130)
    return zipped(
        {
            "[Content_Types].xml": TYPES.replace("workbook.xml", "workbook.bin").replace(
                "sheet.main+xml", "sheet.binary.macroEnabled.main"
            ),
            "_rels/.rels": related(("officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": binary_record(131)
            + binary_record(143)
            + listed
            + binary_record(144)
            + binary_record(132),
            "xl/_rels/workbook.bin.rels": related(("worksheet", "worksheets/sheet1.bin")),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )

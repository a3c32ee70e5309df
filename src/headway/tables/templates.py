"""Empty templates for exports that no system makes: headings and lists of codes, as values.

``writers`` make files of them.
"""

from headway.tables.schema import Code, Table, Type

FLAG_CODES = (Code("yes", "Yes"), Code("no", "No"))
"""How yes and no are written in a template; an empty cell says that nobody knows."""


def empty_template(table: Table) -> tuple[str, ...]:
    """Give the headings of the table's template, in the order of its columns."""
    return table.column_names


def example_row(table: Table) -> tuple[str, ...]:
    """Give a made-up row for the template, a text for each heading."""
    return tuple(column.example for column in table.columns)


def code_lists(table: Table) -> dict[str, tuple[Code, ...]]:
    """Give the codes that may be chosen, by heading; headings that are free are left out."""
    lists = {column.name: column.codes for column in table.columns if column.codes}
    flags = {c.name: FLAG_CODES for c in table.columns if c.type is Type.FLAG}
    return lists | flags


def headings_explained(table: Table) -> tuple[tuple[str, str, str], ...]:
    """Give each heading with what it may hold and what it means, for a page beside it."""
    return tuple(
        (
            column.name,
            f"{column.type.value}{', needed' if column.required else ''}",
            column.description,
        )
        for column in table.columns
    )

"""Two kinds of import contract of our own, for import-linter.

The ready-made kinds stop with an error when a room they name does not exist yet, and cannot say
"no library at all" without a list of libraries, which is never complete. Both kinds here look at
direct imports: who may import whom between the rooms is held by the layers contract.
"""

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class Only(Contract):
    """Modules or libraries that only the named rooms may import."""

    type_name = "only"
    importers = fields.ListField(subfield=fields.StringField())
    imported = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Find each import of ``imported``, or of a part of it, from outside ``importers``."""
        allowed = (*_names(self.importers), *_names(self.imported))
        found = [
            (importer, imported)
            for imported in graph.modules
            if _is_part(imported, _names(self.imported))
            for importer in graph.find_modules_that_directly_import(imported)
            if not _is_part(importer, allowed)
        ]
        return _result(found)

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each import that is not allowed."""
        _print(check)


class StandardLibrary(Contract):
    """Rooms that import the standard library and Headway, and nothing else."""

    type_name = "standard_library"
    rooms = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Find each import of a library from inside the rooms."""
        allowed = (*sys.stdlib_module_names, *self.session_options["root_packages"])
        found = [
            (importer, imported)
            for importer in graph.modules
            if _is_part(importer, _names(self.rooms))
            for imported in graph.find_modules_directly_imported_by(importer)
            if not _is_part(imported, allowed)
        ]
        return _result(found)

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each import that is not allowed."""
        _print(check)


def _names(field: object) -> tuple[str, ...]:
    """Give the field's names; import-linter puts a plain list where the field was declared."""
    if not isinstance(field, list) or not field:
        raise TypeError("a contract names at least one module")
    return tuple(str(name) for name in field)


def _is_part(module: str, wholes: tuple[str, ...]) -> bool:
    return any(module == whole or module.startswith(f"{whole}.") for whole in wholes)


def _result(found: list[tuple[str, str]]) -> ContractCheck:
    return ContractCheck(kept=not found, metadata={"found": sorted(found)})


def _print(check: ContractCheck) -> None:
    for importer, imported in check.metadata["found"]:
        output.print_error(f"- {importer} must not import {imported}", bold=False)
    output.new_line()

"""The rules for checking definitions together, one per file.

A rule takes everything loaded and gives findings. To add one, write a file and name it here.
"""

from collections.abc import Callable, Iterator

from headway.catalogue.definitions import Definitions
from headway.catalogue.rules.approvers_are_roles import approvers_are_roles
from headway.catalogue.rules.benchmark_settings_once import benchmark_settings_once
from headway.catalogue.rules.benchmarks_name_indicators import benchmarks_name_indicators
from headway.catalogue.rules.calculations_suit_tables import calculations_suit_tables
from headway.catalogue.rules.decimals_fit_unit import decimals_fit_unit
from headway.catalogue.rules.drafts_stay_out import drafts_stay_out
from headway.catalogue.rules.every_definition_its_own import every_definition_its_own
from headway.catalogue.rules.ids_match_file_names import ids_match_file_names
from headway.catalogue.rules.marks_each_their_own import marks_each_their_own
from headway.catalogue.rules.owners_are_roles import owners_are_roles
from headway.catalogue.rules.policies_suit_audiences import policies_suit_audiences
from headway.catalogue.rules.printed_names_unique import printed_names_unique
from headway.catalogue.rules.ratio_fits_unit import ratio_fits_unit
from headway.catalogue.rules.ratio_parts_exist import ratio_parts_exist
from headway.catalogue.rules.reviews_in_time import reviews_in_time
from headway.catalogue.rules.sections_name_indicators import sections_name_indicators
from headway.catalogue.rules.sheets_ask_what_is_defined import sheets_ask_what_is_defined
from headway.catalogue.rules.targets_fit_unit import targets_fit_unit
from headway.catalogue.rules.targets_name_indicators import targets_name_indicators
from headway.catalogue.rules.targets_one_to_a_period import targets_one_to_a_period
from headway.catalogue.rules.titles_unique import titles_unique
from headway.catalogue.rules.unit_names_each_their_own import unit_names_each_their_own
from headway.catalogue.rules.versions_in_order import versions_in_order
from headway.domain.problems import Finding

RULES: tuple[Callable[[Definitions], Iterator[Finding]], ...] = (
    ids_match_file_names,
    titles_unique,
    printed_names_unique,
    every_definition_its_own,
    versions_in_order,
    ratio_parts_exist,
    ratio_fits_unit,
    decimals_fit_unit,
    owners_are_roles,
    reviews_in_time,
    sections_name_indicators,
    drafts_stay_out,
    marks_each_their_own,
    calculations_suit_tables,
    targets_name_indicators,
    targets_one_to_a_period,
    targets_fit_unit,
    approvers_are_roles,
    benchmarks_name_indicators,
    benchmark_settings_once,
    policies_suit_audiences,
    sheets_ask_what_is_defined,
    unit_names_each_their_own,
)

"""The shape of an edition's own list as JSON."""

from collections.abc import Mapping

from headway.writers.json_shape_parts import FIGURE, Shape

EDITION_LIST: Shape = {
    "format": ("text", "“headway-edition”"),
    "version": ("whole number", "rises when a key goes or changes its meaning"),
    "name": ("text", "its name: “2026-09-public-1”"),
    "audience": ("text", "internal, partners or public"),
    "marking": ("text", "its protective marking"),
    "published_at": ("text", "when it was published, in UTC"),
    "period": ("period", "what it is about"),
    "snapshot": ("text", "the snapshot of case rows it was worked out from"),
    "catalogue": ("text", "the digest of all definitions in force"),
    "headway": ("text", "the version of Headway"),
    "policy": ("policy", "the policy of small numbers, whole"),
    "words": ("list of edition word", "all of it for a reader, symbols included"),
    "proof": ("proof", "that no withheld number can be worked out"),
    "scorecards": ("list of edition's scorecard", "of which unit each scorecard is"),
    "figures": ("list of edition's figure", "every figure that it prints"),
}
EDITION_CARD: Shape = {
    "scorecard": ("text", "the name of its files, without their endings"),
    "level": ("text", "team, locality, service or council"),
    "unit": ("text", "the unit's identifier; empty text for the whole council"),
    "title": ("text", "its title"),
}
EDITION_FIGURE: Shape = {
    "scorecard": ("text", "the scorecard that prints it"),
    "indicator": ("text", "the catalogue's identifier"),
    "period": ("period", "what it is about"),
    **FIGURE,
    "symbol": ("text", "what stands in its place; empty text where there is a number"),
}
PROOF: Shape = {
    "passed": ("yes or no", "whether it was proved"),
    "words": ("text", "what was proved"),
}
POLICY: Shape = {
    "id": ("text", "its name"),
    "title": ("text", "its title"),
    "source": ("text", "whose practice it is"),
    "audiences": ("list of text", "whom it may be used for"),
    "threshold": ("whole number", "counts from 1 to one less are small"),
    "zeros": ("text", "“shown”, or “protected”: then they count as small"),
    "rounding_base": ("whole number", "counts are shown to its nearest multiple; 1: exactly"),
    "least_possible": ("whole number", "how many numbers a small figure must still be able to be"),
    "percentages": ("percentages", "how percentages are shown"),
    "complements": ("text", "whether what a numerator leaves of its denominator is protected"),
    "symbols": ("symbols", "what stands in the place of figures"),
    "contributors": ("text", "whose own knowledge is reckoned with"),
    "small_are_known": ("yes or no", "whether readers are taken to know which ones are small"),
    "derived": ("list of text", "kinds of derived figure that may be shown over withheld ones"),
}
PERCENTAGES: Shape = {
    "parts": ("text", "worked out of “exact” or “rounded” parts"),
    "minimum_denominator": ("whole number", "of how many at least"),
}
SYMBOLS: Shape = {
    "small": ("text", "for small figures"),
    "others": ("text", "for others withheld with them"),
    "under_half": ("text", "for a percentage under a half; empty text where there is none"),
}

EDITION_LIST_SHAPES: Mapping[str, Shape] = {
    "edition's list": EDITION_LIST,
    "edition's scorecard": EDITION_CARD,
    "edition's figure": EDITION_FIGURE,
    "proof": PROOF,
    "policy": POLICY,
    "percentages": PERCENTAGES,
    "symbols": SYMBOLS,
}

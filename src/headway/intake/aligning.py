"""Setting the cells of a damaged row under the headings they belong to.

Text extraction loses blank cells, adds others, runs two columns into one cell and cuts one cell
in two. What remains certain is the order. So a row is set against its headings as two sequences
are: the best monotone matching, found by dynamic programming, where each column says how well a
text suits it. All scores are whole numbers, so that a tie is a tie on every machine.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from headway.intake.looks import Look, look_of, tidy

SUITS = 100  # a text that suits its column exactly; no fit is higher
NEVER = -400  # a text that cannot belong here, yet may stand here by mistake

SHIFT = 200  # each time the row starts to run beside its headings
LOST = 10  # each column without a cell, in such a run
EXTRA = 20  # each blank cell without a column
LEFT_OVER = 400  # each cell with text that no column takes
BEYOND = 50  # what a text past the last heading costs less than one in the middle
MERGED = 50  # one cell that holds several columns
SPLIT = 250  # one column whose text lies in two cells
CERTAIN = 100  # by how much the best matching must beat any that says otherwise
MOST_MERGED = 4
FURTHEST = 6
PART_SUITS = 50  # how well each part of such a cell must suit its column
BLANK_SUITS = 10


@dataclass(frozen=True, slots=True)
class Column:
    """One heading, and what may stand under it.

    ``suits`` gives, for a cell's text (which may be empty), from ``SUITS`` (exactly) over 0
    (says nothing) down to ``NEVER``; for an empty text at most ``BLANK_SUITS``. ``merges`` says
    that damage may have put it into one cell with its neighbours, parted by spaces; ``splits``
    that its text may lie in two cells.
    """

    key: str
    suits: Callable[[str], int]
    merges: bool = False
    splits: bool = False


def by_look(scores: Mapping[Look, int], otherwise: int = NEVER) -> Callable[[str], int]:
    """Make a ``suits`` of a table of looks; a blank says nothing unless the table names it."""
    table = {Look.BLANK: 0, **scores}

    def suits(text: str) -> int:
        return table.get(look_of(text), otherwise)

    return suits


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which cell stands under which heading.

    For each column: ``texts`` what belongs to it (empty where nothing does), ``cells`` the
    index of its first cell or None, and ``margins`` by how much this beats the best matching
    that gives the column another text. ``left_over`` are cells with text that no column took.
    """

    keys: tuple[str, ...]
    texts: tuple[str, ...]
    cells: tuple[int | None, ...]
    margins: tuple[int, ...]
    left_over: tuple[int, ...]
    score: int
    searched: bool = False  # whether the row did not suit its headings as it stood

    def sure(self, column: int) -> bool:
        """Whether no other reading comes near for this column."""
        return self.margins[column] >= CERTAIN

    @property
    def unique(self) -> bool:
        """Whether every column is sure."""
        return all(margin >= CERTAIN for margin in self.margins)

    def offset(self, column: int) -> int:
        """How many cells right (or, below nought, left) of its heading the text stands."""
        cell = self.cells[column]
        return 0 if cell is None or not self.texts[column] else cell - column

    @property
    def moved(self) -> bool:
        """Whether any text was taken from anywhere but right under its heading."""
        shared = [cell for cell in self.cells if cell is not None]
        return (
            any(self.offset(column) for column in range(len(self.cells)))
            or len(set(shared)) < len(shared)
            or bool(self.left_over)
        )

    def text(self, key: str) -> str:
        """Return the text under the first heading with this key, empty where there is none."""
        return self.texts[self.keys.index(key)] if key in self.keys else ""


def align(columns: Sequence[Column], cells: Sequence[str], *, search: bool = True) -> Alignment:
    """Set ``cells`` under ``columns``; both from left to right, in the same order.

    A row that suits its headings as it stands is left in place without more ado. Otherwise the
    best matching is found, and how near the second best comes. Among equals, a gap opens as far
    left as it can, so that texts keep the neighbour to their right. Without ``search`` every
    row is left in place, and one that does not suit its headings is sure of nothing.
    """
    texts = [tidy(cell) for cell in cells]
    fits = _Fits(columns)
    found = _in_place(fits, texts)
    if found is None:
        found = _Search(fits, texts).alignment() if search else _as_written(fits, texts)
    return found


def _as_written(fits: "_Fits", texts: list[str]) -> Alignment:
    width = len(fits.columns)
    padded = tuple(texts[:width] + [""] * (width - len(texts)))
    cells = tuple(at if at < len(texts) else None for at in range(width))
    left = tuple(at for at in range(width, len(texts)) if texts[at])
    return Alignment(fits.keys, padded, cells, (0,) * width, left, 0, searched=True)


class _Fits:
    """How well each text suits each column, asked once."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = tuple(columns)
        self.keys = tuple(column.key for column in columns)
        self._known: dict[tuple[int, str], int] = {}
        self._best: dict[str, int] = {}
        self._whole: dict[str, bool] = {}

    def fit(self, column: int, text: str) -> int:
        found = self._known.get((column, text))
        if found is None:
            most = SUITS if text else BLANK_SUITS
            found = min(most, self.columns[column].suits(text))
            self._known[column, text] = found
        return found

    def best(self, text: str) -> int:
        """Return how well a text suits the column it suits best; a blank may also be passed."""
        found = self._best.get(text)
        if found is None:
            fits = (self.fit(column, text) for column in range(len(self.columns)))
            found = self._best[text] = max((*fits, 0)) if not text else max(fits, default=0)
        return found

    def _suits_as_a_whole(self, text: str) -> bool:
        found = self._whole.get(text)
        if found is None:
            merging = (at for at, column in enumerate(self.columns) if column.merges)
            found = any(self.fit(at, text) >= PART_SUITS for at in merging)
            self._whole[text] = found
        return found

    def merged(self, column: int, text: str) -> tuple[int, tuple[tuple[int, str], ...]] | None:
        """Tell a text apart into neighbouring columns from ``column`` on, where it can be.

        A text that suits one such column as a whole, "↓ -21%", is not told apart.
        """
        if self._suits_as_a_whole(text):
            return None
        parts = text.split(" ")
        last = column + len(parts)
        if not 2 <= len(parts) <= MOST_MERGED or last > len(self.columns):
            return None
        if not all(c.merges for c in self.columns[column:last]):
            return None
        taken = tuple(zip(range(column, last), parts, strict=True))
        fits = [self.fit(c, part) for c, part in taken]
        return (sum(fits) - MERGED, taken) if min(fits) >= PART_SUITS else None


def _in_place(fits: _Fits, texts: list[str]) -> Alignment | None:
    """Return the row as it stands where nothing else could come near it.

    Any other matching loses at least one shift, and gains at most what its texts could suit
    better anywhere else.
    """
    width = len(fits.columns)
    if any(texts[width:]):
        return None
    if any(_may_merge(fits, text) for text in texts):
        return None
    padded = texts[:width] + [""] * (width - len(texts))
    found = [fits.fit(column, text) for column, text in enumerate(padded)]
    short = sum(fits.best(text) - fit for text, fit in zip(padded, found, strict=True))
    margin = SHIFT - short
    if margin < CERTAIN:
        return None
    cells = tuple(i if i < len(texts) else None for i in range(width))
    return Alignment(
        fits.keys, tuple(padded), cells, (margin,) * width, (), sum(found[: len(texts)])
    )


def _may_merge(fits: _Fits, text: str) -> bool:
    """Whether a text could be several columns' in one cell, wherever it stands."""
    return " " in text and any(fits.merged(column, text) for column in range(len(fits.columns)))


Node = tuple[int, int, int]  # columns passed, cells passed, and how the last step ended
_STRAIGHT, _COLUMN_LOST, _CELL_EXTRA = range(3)


@dataclass(frozen=True, slots=True)
class _Step:
    """One step of a matching: from a node to another, what it gains and what it takes."""

    to: Node
    gain: int
    takes: tuple[tuple[int, str], ...]  # the column and the text it gets
    cell: int | None


class _Search:
    """The best matching of one row, and for each column the best that says otherwise."""

    def __init__(self, fits: _Fits, texts: list[str]) -> None:
        self.fits = fits
        self.texts = texts
        self.width = len(fits.columns)
        self.height = len(texts)
        # Rows that run further beside their headings than this are not looked for.
        band = abs(self.width - self.height) + FURTHEST
        self.nodes = [
            (column, cell, end)
            for column in range(self.width + 1)
            for cell in range(max(0, column - band), min(self.height, column + band) + 1)
            for end in range(3)
        ]
        known = set(self.nodes)
        self.steps = {
            node: [step for step in self._steps_from(node) if step.to in known]
            for node in self.nodes
        }

    def _steps_from(self, node: Node) -> Iterator[_Step]:
        column, cell, end = node
        if column < self.width:
            yield self._lose_column(column, cell, end)
        if cell < self.height:
            yield self._pass_cell(column, cell, end)
        if column < self.width and cell < self.height:
            yield self._match(column, cell)
            yield from self._merged(column, cell)
            yield from self._split(column, cell)

    def _match(self, column: int, cell: int) -> _Step:
        text = self.texts[cell]
        gain = self.fits.fit(column, text)
        return _Step((column + 1, cell + 1, _STRAIGHT), gain, ((column, text),), cell)

    def _lose_column(self, column: int, cell: int, end: int) -> _Step:
        # A row may simply end early: files do not write the blank cells at its end. Elsewhere
        # a gap that opens further right costs a little more, so that it opens on the left.
        opening = SHIFT + column if end != _COLUMN_LOST else 0
        cost = 0 if cell == self.height else LOST + opening
        return _Step((column + 1, cell, _COLUMN_LOST), -cost, ((column, ""),), None)

    def _pass_cell(self, column: int, cell: int, end: int) -> _Step:
        has_text, beyond = bool(self.texts[cell]), column == self.width
        shift = SHIFT * (end != _CELL_EXTRA)
        if beyond:
            # Past the last heading: nothing where it is blank, and the likeliest place of a text
            # too many, yet never so likely that it is certain.
            shift = shift - BEYOND if has_text and shift else 0
        cost = LEFT_OVER if has_text else EXTRA * (not beyond)
        return _Step((column, cell + 1, _CELL_EXTRA), -cost - shift, (), cell)

    def _merged(self, column: int, cell: int) -> Iterator[_Step]:
        if found := self.fits.merged(column, self.texts[cell]):
            gain, taken = found
            yield _Step((column + len(taken), cell + 1, _STRAIGHT), gain, taken, cell)

    def _split(self, column: int, cell: int) -> Iterator[_Step]:
        if not self.fits.columns[column].splits or cell + 1 >= self.height:
            return
        first, second = self.texts[cell : cell + 2]
        if first and second and min(self.fits.fit(column, part) for part in (first, second)) > 0:
            # A break inside a word leaves no space; which it was is not known, so neither is added
            # back silently: a space is what a reader sees between two cells.
            text = f"{first} {second}"
            gain = self.fits.fit(column, text) - SPLIT
            yield _Step((column + 1, cell + 2, _STRAIGHT), gain, ((column, text),), cell)

    def alignment(self) -> Alignment:
        """Find the best matching by looking from both ends."""
        behind, came_by = self._best_from_start()
        ahead = self._best_to_end()
        finish = max(
            ((self.width, self.height, end) for end in range(3)), key=lambda n: behind.get(n, _NONE)
        )
        best = behind[finish]
        path = list(_path_to(finish, came_by))
        chosen = {c: (step.cell, text) for step in path for c, text in step.takes}
        others = self._best_otherwise(behind, ahead, {c: text for c, (_, text) in chosen.items()})
        order = [chosen[column] for column in range(self.width)]
        return Alignment(
            self.fits.keys,
            tuple(text for _, text in order),
            tuple(cell for cell, _ in order),
            tuple(best - others.get(column, _NONE) for column in range(self.width)),
            self._left_over(path),
            best,
            searched=True,
        )

    def _left_over(self, path: list[_Step]) -> tuple[int, ...]:
        passed = [step.cell for step in path if step.cell is not None and not step.takes]
        return tuple(sorted(cell for cell in passed if self.texts[cell]))

    def _best_from_start(self) -> tuple[dict[Node, int], dict[Node, tuple[Node, _Step]]]:
        best: dict[Node, int] = {(0, 0, _STRAIGHT): 0}
        came_by: dict[Node, tuple[Node, _Step]] = {}
        for node in self.nodes:
            if node not in best:
                continue
            for step in self.steps[node]:
                score = best[node] + step.gain
                if score > best.get(step.to, _NONE):
                    best[step.to] = score
                    came_by[step.to] = (node, step)
        return best, came_by

    def _best_to_end(self) -> dict[Node, int]:
        best = {(self.width, self.height, end): 0 for end in range(3)}
        for node in reversed(self.nodes):
            scores = [best[s.to] + s.gain for s in self.steps[node] if s.to in best]
            if scores:
                best[node] = max(best.get(node, _NONE), *scores)
        return best

    def _best_otherwise(
        self, behind: dict[Node, int], ahead: dict[Node, int], chosen: dict[int, str]
    ) -> dict[int, int]:
        """For each column, the best score of a matching that gives it another text."""
        found: dict[int, int] = {}
        for node, so_far in behind.items():
            for step in self.steps[node]:
                if step.to not in ahead:
                    continue
                score = so_far + step.gain + ahead[step.to]
                for column, text in step.takes:
                    if text != chosen[column]:
                        found[column] = max(found.get(column, _NONE), score)
        return found


_NONE = -(10**9)


def _path_to(node: Node, came_by: dict[Node, tuple[Node, _Step]]) -> Iterator[_Step]:
    while node in came_by:
        node, step = came_by[node]
        yield step

"""Somebody who has a keyboard and no mouse: focus is moved by keys alone, and must be seen.

At every stop the one before it must look otherwise than while it had the focus, and what has the
focus must lie in the window with nothing over it.
"""

from playwright.sync_api import ElementHandle, Error, Locator, Page

AT_MOST = 250  # stops; a page with more has a trap
LOOKS = """one => {
  const of = (part, before) => { const style = getComputedStyle(part, before);
    const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth)
      && style.outlineColor !== 'rgba(0, 0, 0, 0)';
    return [seen ? style.outline : 'none', style.boxShadow, style.backgroundColor,
      style.borderColor, style.color, style.textDecoration]; };
  const label = one.labels && one.type !== 'text' ? one.labels[0] : null;
  return JSON.stringify([of(one), label ? of(label, '::before') : []]);
}"""
COVERED = """one => {
  const box = one.getBoundingClientRect(), seen = one.labels && one.labels[0];
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
    return 'it is outside of the window';
  const at = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
  const top = document.elementFromPoint(
    at(box.left, box.right, innerWidth), at(box.top, box.bottom, innerHeight));
  const own = top && (one.contains(top) || top.contains(one) || (seen && seen.contains(top)));
  return own ? '' : `something lies over it: ${top && top.outerHTML.slice(0, 80)}`;
}"""
STOPS = """() => {
  const named = new Set();
  return [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(one => {
      if (one.disabled || one.type === 'hidden' || !one.checkVisibility()) return false;
      if (one.type !== 'radio') return true;
      const first = !named.has(one.name);
      named.add(one.name);
      return first;
    }).length;
}"""
TOLD = "one => `${one.tagName.toLowerCase()} “${(one.innerText || one.name || '').slice(0, 40)}”`"


class Keyboard:
    """Presses keys on a page, and notes what was wrong at each stop."""

    def __init__(self, page: Page) -> None:
        """Begin where the page is."""
        self.page = page
        self.before: tuple[ElementHandle, str] | None = None

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        """Write over what is there."""
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def go_to(self, target: Locator, key: str = "Tab") -> None:
        """Go on until something has the focus."""
        wanted = target.first.element_handle()
        for _ in range(AT_MOST):
            if self.page.evaluate("one => one === document.activeElement", wanted):
                return
            self.step(key)
        raise AssertionError(f"the keyboard does not come to {target}")

    def choose(self, option: Locator) -> None:
        """Go to the options that an option belongs to, and on with the arrow until it is chosen."""
        group = option.first.get_attribute("name")
        radios = self.page.locator(f'input[type="radio"][name="{group}"]')
        chosen = self.page.locator(f'input[type="radio"][name="{group}"]:checked')
        self.go_to(chosen if chosen.count() else radios)
        if not chosen.count():
            self.page.keyboard.press("Space")
        for _ in range(radios.count()):
            if option.first.is_checked():
                break
            self.page.keyboard.press("ArrowDown")
        assert option.first.is_checked()

    def step(self, key: str = "Tab") -> ElementHandle | None:
        """Go one stop on; None where the focus leaves the page."""
        self.page.keyboard.press(key)
        self._compare()
        found = self.page.evaluate_handle("document.activeElement").as_element()
        if found is None or found.evaluate("one => one === document.body"):
            self.before = None
            return None
        covered = found.evaluate(COVERED)
        assert not covered, f"{covered}, {found.evaluate(TOLD)} on {self.page.url}"
        self.before = (found, found.evaluate(LOOKS))
        return found

    def _compare(self) -> None:
        """Compare how the stop that was left looks now with how it looked; on its own page only."""
        left, self.before = self.before, None
        if left is None:
            return
        stop, looked = left
        try:
            now, told = stop.evaluate(LOOKS), stop.evaluate(TOLD)
        except Error:
            return  # another page was opened from there
        assert now != looked, f"the focus is not seen on {told}"

    def walk(self) -> int:
        """Go through the whole page, in the order in which it is read, and give the stops."""
        expected, stops, last = self.page.evaluate(STOPS), 0, None
        for _ in range(AT_MOST):
            found = self.step()
            after = "([one, other]) => one.compareDocumentPosition(other) & 4"
            if found is None or (last and not self.page.evaluate(after, [last, found])):
                break  # it has left the page, or begins again
            stops, last = stops + 1, found
        assert stops == expected, f"{stops} stops on {self.page.url}, of {expected} that there are"
        return stops

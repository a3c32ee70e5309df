"""What holds of every page: the guidelines, its frame, its width, its headers, where it loads from.

``Watched`` opens pages in a window of its own and tells what is wrong with the page that is shown.
Four times its size (400%), a window of 1280 by 1024 holds 320 by 256: so it is checked at that.
"""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

from headway.web.middleware.headers import POLICY

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "design/node_modules/axe-core/axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
DESKTOP, TELEPHONE, ZOOMED = (1280, 900), (390, 844), (320, 256)
CARRIED = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
}

AGAINST_THE_GUIDELINES = """async rules => {
  const found = await axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']});
  const told = found.violations.map(
    one => `${one.id}: ${one.help} at ${one.nodes.map(node => node.target).join(', ')}`);
  return found.passes.length > 5 ? told : [...told, 'hardly anything could be checked'];
}"""

# The title, the first heading, the language, the way past the menu, and identifiers that are one's
# own. A page with an error summary says so in its title, and each of its links leads somewhere.
ABOUT_THE_FRAME = """() => {
  const found = [], all = words => [...document.querySelectorAll(words)];
  const say = (wrong, words) => { if (wrong) found.push(words); };
  say(!/^.{3,} – Headway$/.test(document.title), `its title is “${document.title}”`);
  say(all('h1').length !== 1, `it has ${all('h1').length} first headings`);
  say(document.documentElement.lang !== 'en-GB', 'it does not say its language');
  const skip = document.querySelector('a, button, input, select, textarea, summary, [tabindex]');
  say(!skip.matches('a.govuk-skip-link[href="#main"]'), 'no link past the menu comes first');
  say(all('main#main').length !== 1, 'the link past the menu leads nowhere');
  const ids = all('[id]').map(one => one.id);
  say(new Set(ids).size < ids.length,
    `not unique: ${ids.filter((one, at) => ids.indexOf(one) < at)}`);
  if (all('.govuk-error-summary').length) {
    say(!document.title.startsWith('Error: '), 'its title does not tell of the error');
    for (const link of all('.govuk-error-summary a'))
      say(!document.getElementById(link.hash.slice(1)), `an error leads nowhere: ${link.hash}`);
  }
  let level = 1;
  const headings = all('main h1, main h2, main h3, main h4').filter(one => one.checkVisibility());
  for (const one of headings) {
    say(Number(one.tagName[1]) > level + 1, `a heading skips a level: ${one.textContent}`);
    level = Number(one.tagName[1]);
  }
  return found;
}"""

# Nothing is wider than the window or cut off. What scrolls by itself is a table, a drawing or an
# example, in a region that has a name and that the keyboard reaches.
ABOUT_THE_WIDTH = """() => {
  const found = [], width = document.documentElement.clientWidth;
  const UNSEEN = '[class*="visually-hidden"], .govuk-skip-link'
    + (width < 641 ? ', .office-stack thead' : '');
  const named = one => `${one.tagName.toLowerCase()}.${one.getAttribute('class') || ''} “${
    one.textContent.trim().replace(/\\s+/g, ' ').slice(0, 40)}”`;
  if (document.documentElement.scrollWidth > width) found.push('it is wider than the window');
  for (const one of document.body.querySelectorAll('*')) {
    const region = one.closest('.office-wide'), style = getComputedStyle(one);
    if (one.closest(UNSEEN) || !one.checkVisibility()) continue;
    if (region && region !== one) continue;
    const over = one.scrollWidth > one.clientWidth + 1;
    const right = one.getBoundingClientRect().right;
    if (right > width + 1) found.push(`beyond the window: ${named(one)}`);
    if (over && ['hidden', 'clip'].includes(style.overflowX)) found.push(`cut off: ${named(one)}`);
    if (!over || !['auto', 'scroll'].includes(style.overflowX)) continue;
    if (!region) { found.push(`it scrolls outside a region: ${named(one)}`); continue; }
    if (one.tabIndex !== 0 || one.getAttribute('role') !== 'region')
      found.push(`the keyboard does not reach: ${named(one)}`);
    if (!one.querySelector('table, svg, pre')) found.push(`why does it scroll? ${named(one)}`);
  }
  return found.slice(0, 5);
}"""

# Somebody who needs more room between lines, words and letters sets it so (WCAG 1.4.12).
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
AS_BEFORE = "document.adoptedStyleSheets = []"


class Watched:
    """A window in which pages are opened, and everything that it noticed of them."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        """Watch a window's first page. ``address`` is the office's own."""
        self.host = urlsplit(address).netloc
        self.noticed: list[str] = []
        self.answer: Response | None = None
        context.add_init_script(path=AXE)
        self.page = context.new_page()
        self.page.on("request", self._asks)
        self.page.on("response", self._answers)
        self.page.on("pageerror", lambda error: self.noticed.append(str(error)))
        self.page.on("console", self._complains)

    def problems(self, guided: Sequence[tuple[int, int]] = (DESKTOP, TELEPHONE)) -> list[str]:
        """Tell what is wrong with the page that is shown, with everything on it opened.

        The guidelines are checked at the sizes ``guided``; at 400% a page is laid out as it is on a
        telephone, only narrower, so that its width alone is asked about.
        """
        self.page.wait_for_load_state()
        told = [*self._about_the_answer(), *self.page.evaluate(ABOUT_THE_FRAME)]
        self.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for size in (DESKTOP, TELEPHONE, ZOOMED):
            self.page.set_viewport_size({"width": size[0], "height": size[1]})
            found = self.page.evaluate(ABOUT_THE_WIDTH)
            if size in guided:
                found += self.page.evaluate(AGAINST_THE_GUIDELINES, list(RULES))
            told += [f"at {size[0]}: {one}" for one in found]
        told += self._with_room()
        self.page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
        told, self.noticed = told + self.noticed, []
        return told

    def _with_room(self) -> list[str]:
        """Tell what does not fit where there is more room between letters, words and lines."""
        self.page.set_viewport_size({"width": TELEPHONE[0], "height": TELEPHONE[1]})
        self.page.evaluate(SPACED)
        found = self.page.evaluate(ABOUT_THE_WIDTH)
        self.page.evaluate(AS_BEFORE)
        return [f"with room between words: {one}" for one in found]

    def _about_the_answer(self) -> list[str]:
        headers = self.answer.headers if self.answer else {}
        return [
            f"{name}: {headers.get(name)}"
            for name, value in CARRIED.items()
            if headers.get(name) != value
        ]

    def _asks(self, request: Request) -> None:
        named = urlsplit(request.url)
        if named.scheme != "data" and named.netloc != self.host:
            self.noticed.append(f"it asks another host: {request.url}")

    def _answers(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.answer = response

    def _complains(self, said: ConsoleMessage) -> None:
        refused = "the server responded with a status of" in said.text
        if said.type == "error" and not refused:
            self.noticed.append(said.text)

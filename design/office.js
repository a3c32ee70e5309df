// Brings the design language's own parts to life; every page works without it.
import { initAll } from './govuk-frontend.min.js'

initAll()

// A page that waits for something asks by itself how far it has come. Only what changed is shown
// anew, so that nobody's place in the page is lost; at the end the page is opened again, once.
const waits = document.querySelector('[data-waits]')

async function look () {
  const answer = await fetch(location.href).catch(() => null)
  if (!answer) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const now = page.querySelector('[data-waits]')
  if (!now) location.reload()
  else if (now.textContent !== waits.textContent) waits.replaceChildren(...now.childNodes)
}

if (waits) setInterval(look, 2000)

// Brings the design language's own parts to life; every page works without it.
import { initAll } from './govuk-frontend.min.js'

initAll()

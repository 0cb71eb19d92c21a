/** Start here: makes what the page knows before anybody has signed in, and shows it. */
import coastUrl from 'virtual:coast'
import { mount } from 'svelte'
import App from './App.svelte'
import './tokens.css'
import './base.css'
import './overview.css'
import './print.css'
import './access/forms.css'
import './access/tables.css'
import { createAccessApi } from './access/access-api.ts'
import { loadCoast } from './map/coast.ts'
import { Address } from './state/address.svelte.ts'
import { Arrival } from './state/arrival.svelte.ts'
import { Clock } from './state/clock.svelte.ts'
import { LanguageChoice } from './state/language.svelte.ts'
import { SessionState } from './state/session.svelte.ts'
import { ThemeChoice } from './state/theme.svelte.ts'

// Before anything else reads the address: what it says only once is taken out of it.
const arrival = new Arrival()
const api = createAccessApi()
const session = new SessionState(api)
const language = new LanguageChoice()
const theme = new ThemeChoice()
language.tellDocument()
theme.tellDocument()

mount(App, {
  target: document.body,
  props: {
    api,
    session,
    arrival,
    language,
    theme,
    address: new Address(),
    clock: new Clock(),
    // Of the land itself, which is no secret.
    coast: loadCoast(coastUrl),
  },
})
void session.ask()

/** Start here: makes what the page knows, ties it to the collector, and shows it. */
import coastUrl from 'virtual:coast'
import { mount } from 'svelte'
import type { LiveFrame } from '../collector/serve/wire.ts'
import App from './App.svelte'
import './tokens.css'
import './base.css'
import './overview.css'
import './print.css'
import { loadCoast } from './map/coast.ts'
import { Provinces } from './map/provinces.svelte.ts'
import { createApi } from './parts/api.ts'
import { Address } from './state/address.svelte.ts'
import { Clock } from './state/clock.svelte.ts'
import { CollectorHealth } from './state/health.svelte.ts'
import { LanguageChoice } from './state/language.svelte.ts'
import { Live } from './state/live.svelte.ts'
import { NetworkState } from './state/network.svelte.ts'
import { dayMs, Past } from './state/past.svelte.ts'
import { Records } from './state/records.svelte.ts'
import { Shown } from './state/shown.svelte.ts'
import { ThemeChoice } from './state/theme.svelte.ts'

const api = createApi()
const clock = new Clock()
const address = new Address()
const network = new NetworkState()
const health = new CollectorHealth(api)
const past = new Past(api, () => clock.now)
const language = new LanguageChoice()
const theme = new ThemeChoice()
language.tellDocument()
theme.tellDocument()

const live = new Live(
  {
    opened: () => network.beginConnection(),
    frame(frame) {
      clock.heard(frame.at)
      const applied = network.receive(frame)
      if (applied === 'applied') tell(frame)
      return applied
    },
  },
  () => new WebSocket(new URL('/live', location.href.replace(/^http/, 'ws'))),
)

/** What a snapshot does not carry is asked for after it; what changes carry is taken in. */
function tell(frame: LiveFrame): void {
  if (frame.type === 'snapshot') {
    void loadOpenOutages()
    // Whatever made it new may have been an edit, good or bad.
    health.again()
    void past.load(Math.min(clock.now, address.place.at ?? Infinity) - dayMs)
  }
  if (frame.type === 'changes') past.receive(frame.links)
}

async function loadOpenOutages(): Promise<void> {
  const answer = await api.outages({ open: true })
  if (answer.ok) network.replaceOutages(answer.value)
}

mount(App, {
  target: document.body,
  props: {
    network,
    live,
    clock,
    language,
    theme,
    health,
    address,
    past,
    shown: new Shown(network, past, address, clock),
    records: new Records(api, () => clock.now),
    coast: loadCoast(coastUrl),
    provinces: new Provinces(api),
  },
})
live.start()

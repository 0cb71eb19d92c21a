/** Start here: makes what the page knows, ties it to the collector, and shows it. */
import coastUrl from 'virtual:coast'
import { mount } from 'svelte'
import App from './App.svelte'
import './tokens.css'
import './base.css'
import { loadCoast } from './map/coast.ts'
import { createApi } from './parts/api.ts'
import { Clock } from './state/clock.svelte.ts'
import { CollectorHealth } from './state/health.svelte.ts'
import { LanguageChoice } from './state/language.svelte.ts'
import { Live } from './state/live.svelte.ts'
import { NetworkState } from './state/network.svelte.ts'
import { Readings } from './state/readings.svelte.ts'
import { Selection } from './state/selection.svelte.ts'
import { ThemeChoice } from './state/theme.svelte.ts'

const api = createApi()
const clock = new Clock()
const network = new NetworkState()
const language = new LanguageChoice()
const theme = new ThemeChoice()
language.tellDocument()
theme.tellDocument()

const live = new Live(
  {
    opened: () => network.beginConnection(),
    frame(frame) {
      clock.heard(frame.at)
      if (frame.type === 'snapshot') void loadOpenOutages()
      return network.receive(frame)
    },
  },
  () => new WebSocket(new URL('/live', location.href.replace(/^http/, 'ws'))),
)

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
    health: new CollectorHealth(api),
    selection: new Selection(),
    readingsOf: (link: string) => new Readings(api, link, () => clock.now),
    coast: loadCoast(coastUrl),
  },
})
live.start()

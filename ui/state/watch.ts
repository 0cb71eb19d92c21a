/** What is known of the network while somebody who may see it is signed in, all of it: it comes and goes with them. */
import type { LiveFrame } from '../../collector/serve/wire.ts'
import { Provinces } from '../map/provinces.svelte.ts'
import type { Api } from '../parts/api.ts'
import type { Address } from './address.svelte.ts'
import type { Clock } from './clock.svelte.ts'
import { CollectorHealth } from './health.svelte.ts'
import { Live } from './live.svelte.ts'
import { NetworkState } from './network.svelte.ts'
import { dayMs, Past } from './past.svelte.ts'
import { Records } from './records.svelte.ts'
import { Shown } from './shown.svelte.ts'

export interface Watch {
  network: NetworkState
  live: Live
  health: CollectorHealth
  past: Past
  shown: Shown
  records: Records
  provinces: Provinces
}

/** `closed` is told why the far end closed the live connection. Nothing is asked before `live.start()`. */
export function createWatch(api: Api, clock: Clock, address: Address, closed: (code: number) => void): Watch {
  const network = new NetworkState()
  const health = new CollectorHealth(api, () => clock.now)
  const past = new Past(api, () => clock.now)

  const live = new Live(
    {
      opened: () => network.beginConnection(),
      frame(frame) {
        clock.heard(frame.at)
        const applied = network.receive(frame)
        if (applied === 'applied') tell(frame)
        return applied
      },
      closed,
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

  return {
    network,
    live,
    health,
    past,
    shown: new Shown(network, past, address, clock),
    records: new Records(api, () => clock.now),
    provinces: new Provinces(api),
  }
}

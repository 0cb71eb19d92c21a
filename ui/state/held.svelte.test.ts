import { describe, expect, it } from 'vitest'
import type { Outage } from '../../collector/domain/outage.ts'
import type { LiveFrame } from '../../collector/serve/wire.ts'
import { Drawn } from '../map/drawn.svelte.ts'
import { View } from '../map/view.svelte.ts'
import { SatkerList } from '../outages/list.svelte.ts'
import { linkOf, noon, satkerOf } from '../outages/network.test-kit.ts'
import { Address } from './address.svelte.ts'
import { NetworkState } from './network.svelte.ts'
import { Past } from './past.svelte.ts'
import { Shown } from './shown.svelte.ts'

const offices = 50

/** A network of other offices each time, as after an edit of devices.yaml. */
function snapshot(seq: number, edition: number): LiveFrame {
  const codes = Array.from({ length: offices }, (_, at) => String(100_000 + edition * offices + at))
  return {
    type: 'snapshot',
    seq,
    at: noon,
    organisation: '',
    timezone: 'Asia/Jakarta',
    synthetic: true,
    maintenance: [],
    outlines: null,
    rhythm: { sweepMs: 10_000, visitMs: 60_000 },
    satker: codes.map((code, at) => satkerOf(code, { location: [-8 + at / 10, 110 + at / 10] })),
    links: codes.map((code) => linkOf(`line-${code}`, code)),
  }
}

function outage(id: number, link: string, ended: number | null): Outage {
  const satker = link.replace('line-', '')
  return { id, link, satker, status: 'down', began: noon, ended, unwatchedMs: 0, because: null, evidence: [] }
}

describe('what the page holds', () => {
  it('is of the network as it is, whatever came and went before', async () => {
    history.replaceState(null, '', '/')
    const network = new NetworkState()
    const address = new Address()
    const past = new Past({ changes: async () => ({ ok: false, code: 'network', message: '' }) }, () => noon)
    const view = new View()
    Object.assign(view, { width: 800, height: 500 })
    const shown = new Shown(network, past, address, { minute: noon })
    const [drawn, list] = [new Drawn(shown, address, view), new SatkerList(shown, address)]
    let seq = 0
    for (let edition = 0; edition < 20; edition++) {
      network.receive(snapshot(++seq, edition))
      const links = network.links.values().map(({ id }) => id)
      for (let sweep = 0; sweep < 20; sweep++) {
        const link = links[sweep]!
        const status = (now: 'down' | 'up') => ({
          satker: [{ code: link.replace('line-', ''), status: now }],
          links: links.map((id) => ({ id, rttMs: sweep, ...(id === link && { status: now }) })),
        })
        const frame = { type: 'changes' as const, at: noon }
        network.receive({ ...frame, seq: ++seq, ...status('down'), outages: [outage(seq, link, null)] })
        expect([network.outages.size, shown.troubles.length]).toEqual([1, 1])
        network.receive({ ...frame, seq: ++seq, ...status('up'), outages: [outage(seq - 1, link, noon)] })
      }
      expect(network.outages.size).toBe(0)
      expect([network.satker.size, network.links.size, shown.satkerOf.size]).toEqual([
        offices,
        offices,
        offices,
      ])
      expect([shown.soughtTexts.size, drawn.places.length, list.rows.length]).toEqual([
        offices,
        offices,
        offices,
      ])
      expect(drawn.clusterOf.size).toBe(offices)
    }
  })
})

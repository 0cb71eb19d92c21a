/** A part of the page that tells how the collector is, with a collector that answers as a test says. */
import { render } from '@testing-library/svelte'
import type { Component } from 'svelte'
import type { Health } from '../../collector/serve/wire.ts'
import { noon, satkerOf } from '../outages/network.test-kit.ts'
import { Address, setAddress } from '../state/address.svelte.ts'
import { CollectorHealth, setHealth } from '../state/health.svelte.ts'
import { LanguageChoice, setLanguage } from '../state/language.svelte.ts'
import { NetworkState, setNetwork } from '../state/network.svelte.ts'

export function showHealth(part: Component, health: Health | null, now = noon): Address {
  const network = new NetworkState()
  network.receive({
    type: 'snapshot',
    seq: 1,
    at: noon,
    organisation: 'Kementerian Agama',
    timezone: 'Asia/Jakarta',
    synthetic: true,
    maintenance: [],
    outlines: null,
    rhythm: { sweepMs: 10_000, visitMs: 60_000 },
    satker: [satkerOf('900001')],
    links: [],
  })
  const address = new Address()
  const refused = { ok: false as const, code: 'unavailable', message: '' }
  const asked = { health: async () => (health ? { ok: true as const, value: health } : refused) }
  const standing: Component = (internals, props) => {
    setAddress(address)
    setLanguage(new LanguageChoice())
    setNetwork(network)
    setHealth(new CollectorHealth(asked, () => now))
    return part(internals, props)
  }
  render(standing)
  return address
}

import { describe, expect, it } from 'vitest'
import type { WireLink } from '../../collector/serve/wire.ts'
import { layerCause } from './layer-cause.ts'
import { layersOf, linkOf } from './network.test-kit.ts'

describe('the broken layer of a link', () => {
  it.each<[string | null, Partial<WireLink>]>([
    [null, {}],
    [null, { layers: layersOf('up', 'up', 'up') }],
    [null, { layers: layersOf('down', 'down', 'down'), condition: ['tunnel-down', 'session-down'] }],
    ['cause.accessUpTunnelDown', { layers: layersOf('up', 'down', 'down') }],
    ['cause.tunnelDown', { layers: layersOf('unknown', 'down', 'up') }],
    ['cause.tunnelDown', { condition: ['session-down', 'tunnel-down'] }],
    ['cause.tunnelUpSessionDown', { layers: layersOf('up', 'up', 'down') }],
    ['cause.accessUpSessionDown', { layers: layersOf('up', null, 'down') }],
    ['cause.sessionDown', { layers: layersOf('up', 'unknown', 'down') }],
    ['cause.sessionDown', { layers: layersOf(null, null, 'down') }],
    ['cause.sessionDown', { condition: ['session-down'] }],
  ])('is said as %s', (words, given) => {
    expect(layerCause(linkOf('a', '1', given))).toBe(words)
  })

  it('is told apart from a session that somebody shut', () => {
    const layers = layersOf('up', 'up', 'down')
    layers.session!.by = 'stopped'
    expect(layerCause(linkOf('a', '1', { layers }))).toBe('cause.sessionStopped')
  })
})

import { describe, expect, it } from 'vitest'
import type { WireLayerChange } from '../../collector/serve/wire.ts'
import { latestChanges } from './latest-changes.ts'

const change = (at: number): WireLayerChange => ({ at, layer: 'tunnel', to: 'down', by: 'ipsec' })

describe('the last changes of layers of a satker', () => {
  it('are those of its links in one row, newest first', () => {
    const links = [
      { id: 'main', layerChanges: [change(30), change(10)] },
      { id: 'spare', layerChanges: [change(20)] },
    ]
    expect(latestChanges(links).map(({ link, at }) => `${link} ${at}`)).toEqual([
      'main 30',
      'spare 20',
      'main 10',
    ])
  })

  it('are no more than ten', () => {
    const layerChanges = Array.from({ length: 10 }, (_, i) => change(100 - i))
    const links = ['main', 'spare'].map((id) => ({ id, layerChanges }))
    expect(latestChanges(links).map(({ at }) => at)).toEqual([100, 100, 99, 99, 98, 98, 97, 97, 96, 96])
  })
})

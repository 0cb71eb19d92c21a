import { expect, it } from 'vitest'
import type { LayerChange, LayerEntry } from '../collector/domain/layer.ts'
import { everything } from '../collector/domain/scope.ts'
import { layerChanges } from './layer-changes.ts'
import { loadLayers } from './load-layers.ts'
import { recordLayers } from './record-layers.ts'
import { registerLinks } from './register-links.ts'
import { link } from './samples.test-kit.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

async function storeOf(...changes: LayerEntry[]) {
  const store = await temporaryStore()
  await store.write(async (trx) => {
    await registerLinks(trx, [link('a'), link('b')], 0)
    await recordLayers(trx, changes, 9_000)
  })
  return store
}

const entry = (at: number, to: LayerEntry['to'], layer: LayerEntry['layer'] = 'session'): LayerEntry => ({
  link: 'a',
  at,
  layer,
  to,
  by: layer === 'session' ? 'bgp' : 'ipsec',
  of: layer === 'session' ? '10.255.0.1' : null,
})

const told = ({ link: id, at, layer, to, by }: LayerEntry): LayerChange => ({ link: id, at, layer, to, by })

it('answers with the last changes of each link of a satker, newest first', async () => {
  const store = await storeOf(entry(1, 'up'), entry(2, 'down'), entry(3, 'up'), entry(3, 'up', 'tunnel'))
  const asked = { satker: 'office-of-a', most: 3 }
  expect([...(await layerChanges(store.db, everything, asked))]).toEqual([
    ['a', [entry(3, 'up', 'tunnel'), entry(3, 'up'), entry(2, 'down')].map(told)],
  ])
})

it('writes nothing twice', async () => {
  const store = await storeOf(entry(1, 'up'), entry(2, 'down'))
  await store.write((trx) => recordLayers(trx, [entry(2, 'down'), entry(2, 'down', 'tunnel')], 9_999))
  const rows = await store.db
    .selectFrom('layer_change')
    .select(['at', 'layer', 'turn', 'recorded_at'])
    .execute()
  expect(rows).toEqual([
    { at: 1, layer: 'session', turn: 'up', recorded_at: 9_000 },
    { at: 2, layer: 'session', turn: 'down', recorded_at: 9_000 },
    { at: 2, layer: 'tunnel', turn: 'down', recorded_at: 9_999 },
  ])
})

it('writes more than go into one statement', async () => {
  const many = Array.from({ length: 1_201 }, (_, at) => entry(at, at % 2 === 0 ? 'up' : 'down'))
  const store = await storeOf(...many)
  const answer = await layerChanges(store.db, everything, { satker: 'office-of-a', most: 2_000 })
  expect(answer.get('a')).toHaveLength(1_201)
})

it('knows of each layer what became of it last, and when it was reset', async () => {
  const other = { ...entry(5, 'down', 'tunnel'), link: 'b' }
  const store = await storeOf(
    entry(1, 'up'),
    entry(2, 'reset'),
    entry(4, 'down'),
    entry(3, 'up', 'tunnel'),
    other,
  )
  expect(await loadLayers(store.db, everything)).toEqual(
    new Map([
      ['a', [entry(3, 'up', 'tunnel'), entry(4, 'down'), entry(2, 'reset')]],
      ['b', [other]],
    ]),
  )
})

it('refuses what is of a link that was never registered', async () => {
  const store = await storeOf()
  await expect(
    store.write((trx) => recordLayers(trx, [{ ...entry(1, 'up'), link: 'c' }], 0)),
  ).rejects.toThrow('The link c was never registered')
})

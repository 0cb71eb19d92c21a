import { expect, it } from 'vitest'
import type { LayerChange } from '../collector/domain/layer.ts'
import { everything } from '../collector/domain/scope.ts'
import { layerChanges } from './layer-changes.ts'
import { loadLayers } from './load-layers.ts'
import { recordLayers } from './record-layers.ts'
import { registerLinks } from './register-links.ts'
import { link } from './samples.test-kit.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

async function storeOf(...changes: LayerChange[]) {
  const store = await temporaryStore()
  await store.write(async (trx) => {
    await registerLinks(trx, [link('a'), link('b')], 0)
    await recordLayers(trx, changes, 9_000)
  })
  return store
}

const turn = (at: number, to: LayerChange['to'], layer: LayerChange['layer'] = 'session'): LayerChange => ({
  link: 'a',
  at,
  layer,
  to,
  by: layer === 'session' ? 'bgp' : 'ipsec',
})

it('answers with the last changes of each link of a satker, newest first', async () => {
  const store = await storeOf(turn(1, 'up'), turn(2, 'down'), turn(3, 'up'), turn(3, 'up', 'tunnel'))
  const asked = { satker: 'office-of-a', most: 3 }
  expect([...(await layerChanges(store.db, everything, asked))]).toEqual([
    ['a', [turn(3, 'up', 'tunnel'), turn(3, 'up'), turn(2, 'down')]],
  ])
})

it('writes nothing twice', async () => {
  const store = await storeOf(turn(1, 'up'), turn(2, 'down'))
  await store.write((trx) => recordLayers(trx, [turn(2, 'down'), turn(2, 'down', 'tunnel')], 9_999))
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
  const many = Array.from({ length: 1_201 }, (_, at) => turn(at, at % 2 === 0 ? 'up' : 'down'))
  const store = await storeOf(...many)
  const answer = await layerChanges(store.db, everything, { satker: 'office-of-a', most: 2_000 })
  expect(answer.get('a')).toHaveLength(1_201)
})

it('knows of each layer what became of it last, and when it was reset', async () => {
  const other = { ...turn(5, 'down', 'tunnel'), link: 'b' }
  const store = await storeOf(
    turn(1, 'up'),
    turn(2, 'reset'),
    turn(4, 'down'),
    turn(3, 'up', 'tunnel'),
    other,
  )
  expect(await loadLayers(store.db, everything)).toEqual(
    new Map([
      ['a', [turn(3, 'up', 'tunnel'), turn(4, 'down'), turn(2, 'reset')]],
      ['b', [other]],
    ]),
  )
})

it('refuses what is of a link that was never registered', async () => {
  const store = await storeOf()
  await expect(store.write((trx) => recordLayers(trx, [{ ...turn(1, 'up'), link: 'c' }], 0))).rejects.toThrow(
    'The link c was never registered',
  )
})

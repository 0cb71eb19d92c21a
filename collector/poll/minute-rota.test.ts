import { expect, test } from 'vitest'
import { placeOf } from '../domain/spread.ts'
import { MinuteRota } from './minute-rota.ts'
import { nothingStored, link, networkOf } from './stage.test-kit.ts'
import { Fleet } from './fleet.ts'

const fleet = new Fleet()
const ids = Array.from({ length: 200 }, (_, index) => `link-${index}`)
fleet.apply(networkOf(ids.map((id) => link(id))), nothingStored, 0)

test('each link has its turn in one second of every minute, at the place of its key', () => {
  const rota = new MinuteRota(fleet.links, (one) => one.link.id)
  const minute = Array.from({ length: 60 }, (_, second) => rota.due(1_200 + second).map((one) => one.link.id))
  expect(minute.flat().toSorted()).toEqual(ids.toSorted())
  expect(minute.flatMap((those, second) => those.filter((id) => placeOf(id, 60) !== second))).toEqual([])
  expect(rota.due(1_207)).toEqual(rota.due(1_267))
})

test('a link without a key has no turn', () => {
  const rota = new MinuteRota(fleet.links, ({ link: { id } }) => (id === 'link-3' ? 'gateway' : null))
  const due = Array.from({ length: 60 }, (_, second) => rota.due(second)).flat()
  expect(due.map((one) => one.link.id)).toEqual(['link-3'])
})

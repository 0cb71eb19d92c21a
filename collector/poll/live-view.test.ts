import { expect, test } from 'vitest'
import { Fleet } from './fleet.ts'
import { LiveView } from './live-view.ts'
import { link, networkOf, nothingStored } from './stage.test-kit.ts'

function viewOf() {
  const network = networkOf([link('a'), link('b')])
  const fleet = new Fleet()
  fleet.apply(network, nothingStored, 0)
  const view = new LiveView()
  view.reset(network, fleet, 0)
  const a = fleet.link('a')
  if (!a) throw new Error('the fleet lost a link')
  return { network, fleet, view, a }
}

test('a status is told at once, with that of its satker, and only once', () => {
  const { view, a } = viewOf()
  a.shown = { status: 'down', since: 5_000 }
  expect(view.tellUrgent([a], [], 6_000)).toEqual({
    at: 6_000,
    links: [{ id: 'a', status: 'down', since: 5_000 }],
    satker: [{ code: 's-a', status: 'down', since: 5_000 }],
    outages: [],
  })
  expect(view.tellUrgent([a], [], 7_000)).toBeNull()
})

test('measurements wait for the end of the sweep', async () => {
  const { view, fleet, a } = viewOf()
  a.rttMs = 41.234
  a.measuredAt = 5_000
  expect(view.tellUrgent([a], [], 6_000)).toBeNull()
  expect((await view.tellAll(fleet.links, () => 7_000))?.links).toEqual([
    { id: 'a', rttMs: 41.23, measuredAt: 5_000 },
  ])
})

test('a snapshot has what was told, and a new one what was changed by an edit', () => {
  const { view, network, fleet, a } = viewOf()
  a.shown = { status: 'up', since: 5_000 }
  expect(view.snapshot(9_000).links[0]?.status).toBe('unknown')
  view.tellUrgent([a], [], 6_000)
  expect(view.snapshot(9_000)).toMatchObject({
    at: 9_000,
    links: [
      { id: 'a', status: 'up' },
      { id: 'b', status: 'unknown' },
    ],
  })
  const edited = { ...network, organisation: 'Contoh', satker: network.satker.slice(0, 1) }
  view.reset(edited, fleet, 9_000)
  expect(view.snapshot(9_000)).toMatchObject({
    organisation: 'Contoh',
    satker: [{ code: 's-a', status: 'up', since: 5_000 }],
  })
})

test('a snapshot has the planned periods until they end', () => {
  const { view, network, fleet } = viewOf()
  const planned = { links: ['a'], from: 5_000, to: 8_000, reason: 'Pemeliharaan' }
  const maintenance = [{ ...planned, satker: [], province: null, provider: null, announced: null }]
  view.reset({ ...network, maintenance }, fleet, 1_000)
  expect(view.snapshot(7_999).maintenance).toEqual([planned])
  expect(view.snapshot(8_000).maintenance).toEqual([])
})

test('a link has the address of its router, and after an edit the new one', () => {
  const { view, network, fleet } = viewOf()
  const addresses = () => view.snapshot(9_000).links.map(({ routerAddress }) => routerAddress)
  const [first, second] = network.routers.map(({ address }) => address)
  expect(addresses()).toEqual([first, second])
  const routers = network.routers.map((router) => ({ ...router, address: '10.9.9.9' }))
  fleet.apply({ ...network, routers }, nothingStored, 9_000)
  view.reset({ ...network, routers }, fleet, 9_000)
  expect(addresses()).toEqual(['10.9.9.9', '10.9.9.9'])
})

test('in a large network only what moved, and a share of the rest, is told with a sweep', async () => {
  const network = networkOf(Array.from({ length: 2_500 }, (_, at) => link(`l${at}`)))
  const fleet = new Fleet()
  fleet.apply(network, nothingStored, 0)
  const view = new LiveView()
  for (const one of fleet.links) Object.assign(one, { rttMs: 41, measuredAt: 1_000 })
  view.reset(network, fleet, 1_000)
  for (const one of fleet.links) one.measuredAt = 11_000
  const moved = fleet.link('l2400')
  if (!moved) throw new Error('the fleet lost a link')
  moved.rttMs = 60
  const first = (await view.tellAll(fleet.links, () => 11_000))?.links ?? []
  expect(first[0]).toEqual({ id: 'l2400', rttMs: 60, measuredAt: 11_000 })
  expect(first).toHaveLength(1 + 1_000)
  const later = []
  for (const at of [12_000, 12_500]) later.push(...((await view.tellAll(fleet.links, () => at))?.links ?? []))
  expect(new Set([...first, ...later].map(({ id }) => id)).size).toBe(2_500)
  expect(await view.tellAll(fleet.links, () => 13_000)).toBeNull()
})

test('what was told before stays as it was told', async () => {
  const { view, fleet, a } = viewOf()
  const before = view.snapshot(1_000)
  const copy = structuredClone(before)
  a.shown = { status: 'down', since: 5_000 }
  a.measuredAt = 5_000
  view.tellUrgent([a], [], 6_000)
  await view.tellAll(fleet.links, () => 7_000)
  expect(before).toEqual(copy)
})

test('what is told while a sweep is gathered is not taken back by it', async () => {
  const network = networkOf(Array.from({ length: 2_500 }, (_, at) => link(`l${at}`)))
  const fleet = new Fleet()
  fleet.apply(network, nothingStored, 0)
  const view = new LiveView()
  view.reset(network, fleet, 1_000)
  const first = fleet.link('l0')
  const last = fleet.link('l2499')
  if (!first || !last) throw new Error('the fleet lost a link')
  for (const one of [first, last]) one.shown = { status: 'up', since: 5_000 }
  const gathered = view.tellAll(fleet.links, () => 7_000)
  for (const one of [first, last]) one.shown = { status: 'down', since: 6_000 }
  expect(view.tellUrgent([first, last], [], 6_500)?.links.map(({ status }) => status)).toEqual([
    'down',
    'down',
  ])
  const links = (await gathered)?.links
  expect(links).toHaveLength(1)
  expect(links).toMatchObject([{ id: 'l0', status: 'down', since: 6_000 }])
})

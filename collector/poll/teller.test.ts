import { expect, onTestFinished, test, vi } from 'vitest'
import type { Publication } from '../serve/wire.ts'
import { Fleet } from './fleet.ts'
import { LiveView } from './live-view.ts'
import { link, networkOf, nothingStored } from './stage.test-kit.ts'
import { Teller } from './teller.ts'

function tellerOf() {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const network = networkOf(Array.from({ length: 30 }, (_, index) => link(`l-${index}`)))
  const fleet = new Fleet()
  fleet.apply(network, nothingStored, 0)
  const view = new LiveView()
  view.reset(network, fleet, 0)
  const published: Publication[] = []
  const clock = { now: () => Date.now(), monotonicMs: () => performance.now() }
  const teller = new Teller({ view, clock, publish: (publication) => published.push(publication) })
  return { teller, links: [...fleet.links], published }
}

test('thirty agents that answer in one moment are told of in one message', async () => {
  const { teller, links, published } = tellerOf()
  for (const one of links) {
    one.snmp = 'answering'
    teller.soon([one])
  }
  expect(published).toEqual([])
  await vi.advanceTimersByTimeAsync(100)
  expect(published.map((publication) => publication.links.length)).toEqual([30])
})

test('what was committed takes with it what was gathered, and nothing is told twice', async () => {
  const { teller, links, published } = tellerOf()
  const [first, second] = links
  if (!first || !second) throw new Error('the fleet lost its links')
  first.snmp = 'answering'
  teller.soon([first])
  second.shown = { status: 'down', since: 5 }
  teller.now([second], [])
  expect(published.map((publication) => publication.links.map(({ id }) => id))).toEqual([['l-0', 'l-1']])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(published).toHaveLength(1)
})

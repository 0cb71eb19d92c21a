import { expect, test } from 'vitest'
import { isGone } from '../domain/status.ts'
import { liveThroughHour } from './detection-hour.ts'

const anHour = { links: 200, lossRatio: 0.1, seconds: 3_600, seed: 11 }
const never = new AbortController().signal

test('of two hundred links that lose a tenth of their echoes for an hour none is called down', async () => {
  const { changes, lossErrorPoints, echoes } = await liveThroughHour(anHour, never)
  expect(changes.filter(({ to }) => isGone(to))).toEqual([])
  expect(new Set(changes.filter(({ to }) => to === 'degraded').map(({ link }) => link)).size).toBe(200)
  expect(lossErrorPoints.at(-1)).toBeLessThan(2)
  // A sweep of each every ten seconds, bursts, and twenty more a minute.
  expect(echoes).toBeGreaterThan(200 * 3_600 * 0.4)
}, 60_000)

test('those that are cut among them are, each once and dated at its first lost sweep, and no other', async () => {
  const cuts = [
    { link: 7, from: 605, to: 900 },
    { link: 30, from: 1_203, to: 1_500 },
    { link: 199, from: 2_001, to: 3_500 },
  ]
  const { changes, beganAt } = await liveThroughHour({ ...anHour, cuts }, never)
  const downs = changes.filter(({ to }) => isGone(to))
  expect(downs.map(({ link, to }) => `${link} ${to}`)).toEqual(['l7 down', 'l30 down', 'l199 down'])
  for (const [nth, { at }] of downs.entries()) {
    const second = (at - beganAt) / 1_000 - cuts[nth]!.from
    expect(second).toBeGreaterThanOrEqual(-1)
    expect(second).toBeLessThanOrEqual(10)
  }
  const returned = changes.filter(({ from }) => isGone(from)).map(({ link }) => link)
  expect(returned).toEqual(['l7', 'l30', 'l199'])
}, 60_000)

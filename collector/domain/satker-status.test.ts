import { describe, expect, test } from 'vitest'
import { satkerStatus } from './satker-status.ts'
import { isAvailable, isGone, type LinkStatus, linkStatuses } from './status.ts'

const one = linkStatuses.map((status) => [status])
const two = one.flatMap((some) => linkStatuses.map((status) => [...some, status]))
const three = two.flatMap((some) => linkStatuses.map((status) => [...some, status]))

/** The same by counting, where the code goes by cases. */
function byCounting(links: readonly LinkStatus[]): LinkStatus {
  const count = (...of: LinkStatus[]): number => links.filter((status) => of.includes(status)).length
  const answering = count('up', 'degraded')
  if (answering > 0) return count('up') === links.length ? 'up' : 'degraded'
  if (count('down') > 0) return 'down'
  return count('unreachable') > 0 ? 'unreachable' : 'unknown'
}

describe('the status of a satker', () => {
  test.each([...one, ...two, ...three].map((links) => [links.join(', '), links] as const))(
    'with links %s',
    (_, links) => {
      expect(satkerStatus(links)).toBe(byCounting(links))
      expect(satkerStatus(links.toReversed())).toBe(byCounting(links))
    },
  )

  test.each<[LinkStatus[], LinkStatus]>([
    [['up', 'down'], 'degraded'],
    [['up', 'unknown'], 'degraded'],
    [['up', 'degraded'], 'degraded'],
    [['degraded', 'unreachable'], 'degraded'],
    [['down', 'unreachable'], 'down'],
    [['unknown', 'down'], 'down'],
    [['unknown', 'unreachable'], 'unreachable'],
    [['unreachable', 'unreachable'], 'unreachable'],
  ])('with links %j is %s', (links, status) => {
    expect(satkerStatus(links)).toBe(status)
  })

  test('is none without a link', () => {
    expect(satkerStatus([])).toBeNull()
  })
})

test('a status is available, gone, or unknown, and one of them only', () => {
  expect(linkStatuses.filter(isAvailable)).toEqual(['up', 'degraded'])
  expect(linkStatuses.filter(isGone)).toEqual(['down', 'unreachable'])
})

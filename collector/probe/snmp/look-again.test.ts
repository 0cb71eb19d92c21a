import { expect, it } from 'vitest'
import { tableOf } from '../../simulator/hostile/table-agent.ts'
import { startWalkedRouter } from './walks/walked-router.test-kit.ts'

const ids = Array.from({ length: 100 }, (_, at) => `kua-${at}`)
const minutes = 21

it('routers that were searched together, as after a start, are searched again at times of their own', async () => {
  const router = await startWalkedRouter(tableOf(['lo', 'wan0', 'tun0']))
  const searchedAt = new Map(ids.map((id): [string, number[]] => [id, []]))
  for (let minute = 0; minute < minutes; minute += 1) {
    for (const id of ids) {
      await router.visit([], '2c', id)
      if (router.hasWalked()) searchedAt.get(id)!.push(minute)
    }
    router.pass(60)
  }
  await router.close()
  const inMinute = Array.from({ length: minutes }, () => 0)
  for (const [first, second = 0, third = 0] of searchedAt.values()) {
    expect(first).toBe(0)
    expect(second).toBeGreaterThan(4)
    expect(second).toBeLessThan(11)
    // A visit that comes as its minute turns may be just in time for it, or just not.
    expect([9, 10]).toContain(third - second)
    inMinute[second]! += 1
  }
  expect(Math.max(...inMinute)).toBeLessThan(40)
})

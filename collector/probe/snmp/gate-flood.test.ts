import { createSocket } from 'node:dgram'
import { existsSync, readdirSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { acts } from '../../simulator/hostile/acts.ts'
import type { Request } from '../../simulator/hostile/hostile-agent.ts'
import { openStage, toldOf, truths, wanted, type Stage } from '../../simulator/hostile/stage.ts'
import { createTarget } from './test-target.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
const descriptors = '/proc/self/fd'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const heapBytes = (): number => {
  collectGarbage()
  collectGarbage()
  return process.memoryUsage().heapUsed
}

it.runIf(existsSync(descriptors))('500 routers asked and forgotten leave no file open', async () => {
  const { probe, calm } = stage
  const askRouters = (from: number) =>
    Promise.all(
      Array.from({ length: 500 }, async (_none, number) => {
        const id = `rtr-${from + number}`
        // Every second one is a port at which nobody listens.
        const target = createTarget({
          id,
          port: number % 2 === 0 ? calm.port : 9,
          timeoutMs: 200,
          retries: 0,
        })
        const seen = await probe.ask(target, 200)
        probe.forget(id)
        return seen.ok
      }),
    )
  await askRouters(0)
  const before = readdirSync(descriptors).length
  await askRouters(500)
  expect(readdirSync(descriptors).length).toBeLessThanOrEqual(before)
  expect(probe.inFlight()).toBe(0)
})

it('a flood of everything, asked for or not, is counted and not kept', async () => {
  const { probe, hostile, calmTarget } = stage
  const target = stage.target('v2c', 5_000)
  const last = (): Request => hostile.requests.at(-1)!
  const byteActs = acts.filter(({ to, isAnswer }) => to === 'v2c' && !isAnswer)
  const flood = async (rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      hostile.requests.length = 0
      hostile.play((request) => [
        ...byteActs.flatMap((act) => act.play(request, stage.honest('v2c')(request))).filter(isSmall),
        ...stage.honest('v2c')(request),
      ])
      await probe.ask(target, 5_000)
      // What comes after the answer is to nothing that was asked.
      for (let late = 0; late < 20; late += 1) hostile.send(stage.honest('v2c')(last())[0]!)
    }
  }
  await flood(50)
  const before = heapBytes()
  await flood(400)
  // What is kept of 20,000 datagrams would be more, were it only a hundred bytes each.
  expect(heapBytes() - before).toBeLessThan(2_000_000)
  const refused = Object.values(probe.refused()).reduce((sum, count) => sum + count, 0)
  expect(refused).toBeGreaterThan(15_000)
  expect(Object.keys(probe.refused()).length).toBeLessThan(15)
  expect(toldOf(await probe.visit(calmTarget, wanted))).toMatchObject(truths[0]!)
})

it('a router is asked while strangers flood the port', async () => {
  const { probe, hostile, calmTarget } = stage
  hostile.play(() => [])
  const [stranger, quiet] = [createSocket('udp4'), probe.ask(stage.target('v2c', 300), 300)]
  await expect.poll(() => hostile.requests.length).toBeGreaterThan(0)
  for (let burst = 0; burst < 20; burst += 1) {
    for (let one = 0; one < 50; one += 1) hostile.send(Buffer.from('3003020101', 'hex'), stranger)
    expect(toldOf(await probe.visit(calmTarget, wanted))).toMatchObject(truths[0]!)
  }
  expect(await quiet).toMatchObject({ ok: false, why: 'timeout' })
  expect(probe.refused().unasked).toBeGreaterThan(100)
  stranger.close()
})

const isSmall = ({ length }: Buffer): boolean => length < 2_000

import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Figure } from './bench.ts'
import type { Crowd } from './crowd.ts'
import { figure } from './figure.ts'
import { quantile } from './measured-answer.ts'
import { ownUseOf } from './process-use.ts'

const server = fileURLToPath(new URL('./live-floor.ts', import.meta.url))

interface FloorOrder {
  browsers: number
  /** Of a frame. */
  bytes: number
  waves: number
}

/** What a bare server takes for as many frames of as many bytes to the same browsers, which leave it after. */
export async function liveFloor(crowd: Crowd, { browsers, bytes, waves }: FloorOrder): Promise<Figure[]> {
  const child = fork(server, [Math.round(bytes), waves].map(String))
  try {
    const [{ port }] = (await once(child, 'message')) as [AddressInfo]
    await crowd.open(`http://127.0.0.1:${port}`, browsers)
    await crowd.report()
    const before = ownUseOf(child.pid ?? 0)
    const sent = once(child, 'message')
    child.send('begin')
    await sent
    const seconds = ownUseOf(child.pid ?? 0) - before
    const lateMs = (await crowd.report()).waves.flatMap(([, each]) => each)
    return [
      {
        what: 'floor: a wave is with a browser, median',
        value: quantile(lateMs, 0.5),
        unit: 'ms',
        goal: null,
      },
      figure('floor: a wave is with a browser, p99', quantile(lateMs, 0.99), 'ms'),
      figure('floor: processor time of a wave', (seconds / waves) * 1_000, 'ms'),
    ]
  } finally {
    child.kill('SIGKILL')
    await crowd.leave()
  }
}

/** The thread that plays: takes orders from `simulator-thread.ts`, one at a time, and says when each is done. */
import { parentPort } from 'node:worker_threads'
import type { Network } from '../domain/network.ts'
import { Secret } from '../domain/secret.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import type { SnmpSettings } from '../domain/router.ts'
import type { Log } from '../log.ts'
import { createSimulator } from './simulator.ts'
import type { Simulator } from './simulator.ts'

/** A class does not cross a thread's border: the communities do so as what they are, synthetic ones. */
export type PlainAccess = [router: string, settings: SnmpSettings, community: string | null][]

export type Order =
  | { what: 'start'; network: Network; access: PlainAccess }
  | { what: 'apply'; network: Network; access: PlainAccess }
  | { what: 'cut' | 'restore'; link: string }
  | { what: 'stop' }

export type Notice =
  | { what: 'done'; order: number; failure: string | null }
  | { what: 'log'; level: keyof Log; event: string; facts: object }

const port = parentPort
let simulator: Simulator | null = null
let last = Promise.resolve()

port?.on('message', ({ number, order }: { number: number; order: Order }) => {
  last = last.then(async () => {
    const failure = await carryOut(order).then(
      () => null,
      (error: Error) => error.message,
    )
    notify({ what: 'done', order: number, failure })
    if (order.what === 'stop') port.close()
  })
})

async function carryOut(order: Order): Promise<void> {
  if (order.what === 'start') {
    const clock = { now: () => Date.now(), monotonicMs: () => performance.now() }
    simulator = createSimulator({ network: order.network, access: revive(order.access), clock, log })
    return simulator.start()
  }
  if (order.what === 'apply') return simulator?.apply(order.network, revive(order.access))
  if (order.what === 'cut') return simulator?.cut(order.link)
  if (order.what === 'restore') return simulator?.restore(order.link)
  return simulator?.stop()
}

function revive(access: PlainAccess): Map<string, SnmpAccess> {
  const entries = access.map(([router, settings, community]): [string, SnmpAccess] => [
    router,
    { settings, community: community === null ? null : new Secret(community), authKey: null, privKey: null },
  ])
  return new Map(entries)
}

const write =
  (level: keyof Log) =>
  (event: string, facts: object = {}) =>
    notify({ what: 'log', level, event, facts })
const log: Log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }

function notify(notice: Notice): void {
  port?.postMessage(notice)
}

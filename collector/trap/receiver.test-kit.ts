import { createSocket } from 'node:dgram'
import type { Worker } from 'node:worker_threads'
import { onTestFinished, vi } from 'vitest'
import { emptyNetwork } from '../domain/empty-network.ts'
import type { Network } from '../domain/network.ts'
import { Secret } from '../domain/secret.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import type { Trap } from '../domain/trap.ts'
import { silentLog } from '../log.ts'
import type { Enrolment } from './enrolment.ts'
import type { ReceiverOrder } from './receiver-messages.ts'
import { startReceiver, TrapReceiver, type TrapReceiverDeps } from './receiver.ts'
import { engine } from './trap.test-kit.ts'

export interface Heard {
  receiver: TrapReceiver
  traps: Trap[]
  /** The threads that were started, the last one last. */
  threads: Worker[]
  /** Lines of the log, as their event and facts. */
  lines: { level: string; event: string; facts: object }[]
  engines: Map<string, string>
  enrol(...enrolments: Enrolment[]): void
  send(datagrams: Buffer | readonly Buffer[], from?: string): Promise<void>
  /** What is told of it once so many datagrams have been counted. */
  after(received: number): Promise<ReturnType<TrapReceiver['health']>>
}

/** A receiver at a free port of loopback, or where it is told, which ends with the test unless it is told when. */
export async function hearing(
  enrolments: readonly Enrolment[],
  { order = { address: '127.0.0.1', ports: [0] }, ...deps }: Partial<TrapReceiverDeps> = {},
  atTheEnd: (stop: () => Promise<void>) => void = onTestFinished,
): Promise<Heard> {
  const traps: Trap[] = []
  const threads: Worker[] = []
  const lines: Heard['lines'] = []
  const engines = new Map(enrolments.map(({ router }) => [router, engine]))
  const line =
    (level: string) =>
    (event: string, facts: object = {}) =>
      void lines.push({ level, event, facts })
  const receiver = new TrapReceiver({
    order,
    clock: { now: () => Date.now(), monotonicMs: () => performance.now() },
    log: { ...silentLog, info: line('info'), warn: line('warn'), error: line('error') },
    engineOf(router) {
      const id = engines.get(router)
      return id === undefined ? null : { id, boots: 1, time: 1, atMonotonicMs: 0 }
    },
    onTrap: (trap) => void traps.push(trap),
    startThread(asked: ReceiverOrder) {
      const thread = startReceiver(asked)
      threads.push(thread)
      return thread
    },
    ...deps,
  })
  const enrol = (...asked: Enrolment[]): void => receiver.enrol(...networkOf(asked))
  enrol(...enrolments)
  receiver.start()
  atTheEnd(() => receiver.stop())
  await vi.waitFor(() => settled(receiver), { timeout: 20_000, interval: 10 })
  return {
    receiver,
    traps,
    threads,
    lines,
    engines,
    enrol,
    send: (datagrams, from = '127.0.0.1') => send(datagrams, from, receiver.health().port ?? 0),
    after: (received) => vi.waitFor(() => countedOf(receiver, received), { timeout: 20_000, interval: 10 }),
  }
}

function settled(receiver: TrapReceiver): void {
  const { listening, why } = receiver.health()
  if (!listening && why === null) throw new Error('it neither listens nor says why not')
}

function countedOf(receiver: TrapReceiver, received: number) {
  const health = receiver.health()
  if (health.received < received) throw new Error(`${health.received} of ${received} counted`)
  return health
}

/** One after the other, so that the kernel has room for each. */
async function send(datagrams: Buffer | readonly Buffer[], from: string, port: number): Promise<void> {
  const socket = createSocket('udp4')
  await new Promise<void>((bound) => socket.bind(0, from, bound))
  for (const datagram of Buffer.isBuffer(datagrams) ? [datagrams] : datagrams)
    await new Promise<void>((sent) => socket.send(datagram, port, '127.0.0.1', () => sent()))
  await new Promise<void>((closed) => socket.close(() => closed()))
}

function networkOf(enrolments: readonly Enrolment[]): [Network, Map<string, SnmpAccess>] {
  const hide = (text: string | null) => (text === null ? null : new Secret(text))
  const routers = enrolments.map(({ router, sources: [address = '', ...trapsFrom], proof }) => ({
    id: router,
    satker: '900001',
    address,
    trapsFrom,
    snmp: proof.settings,
  }))
  const access = enrolments.map(({ router, proof }): [string, SnmpAccess] => [
    router,
    {
      settings: proof.settings,
      community: hide(proof.community),
      authKey: hide(proof.authKey),
      privKey: hide(proof.privKey),
    },
  ])
  return [{ ...emptyNetwork, routers }, new Map(access)]
}

/** The thread that hears traps. It may die alone: the collector starts another, and goes on asking meanwhile. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Clock } from '../domain/clock.ts'
import { openSockets, type OpenSockets } from './open-sockets.ts'
import type { FromReceiver, ReceiverOrder, ToReceiver } from './receiver-messages.ts'
import { TrapTaker } from './take-traps.ts'

const secondMs = 1_000
const listenAgainAfterMs = 60_000

const clock: Clock = { now: () => Date.now(), monotonicMs: () => performance.now() }
const order: ReceiverOrder = workerData
const tell = (message: FromReceiver): void => parentPort?.postMessage(message)
const taker = new TrapTaker(clock, tell)

parentPort?.on('message', (message: ToReceiver) => taker.hear(message))
setInterval(() => taker.onSecond(), secondMs)
await listen()

async function listen(): Promise<void> {
  const hearing = {
    onDatagram: (datagram: Buffer, { address }: { address: string }) => taker.take(datagram, address),
    onError: (code: string) => again({ port: 0, code }),
  }
  const opened = await openSockets(order, hearing)
  if (isOpen(opened)) tell({ kind: 'listening', address: opened.address, port: opened.port })
  else again(opened)
}

function again(why: Extract<FromReceiver, { kind: 'not-listening' }>['why']): void {
  tell({ kind: 'not-listening', why })
  setTimeout(() => void listen(), listenAgainAfterMs)
}

function isOpen(opened: OpenSockets | object): opened is OpenSockets {
  return 'close' in opened
}

import { randomBytes } from 'node:crypto'
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { isIP } from 'node:net'
import type { Clock } from '../../domain/clock.ts'
import type { Answer } from '../../domain/reading.ts'
import { PatientTimer } from '../patient-timer.ts'
import { canonicalAddress } from '../snmp/canonical-address.ts'
import { betweenAsksMs, createBudget, perSecond } from './budget.ts'
import { nonEspMarker, saInitRequest, spiBytes } from './ike-message.ts'
import { readAnswer } from './read-answer.ts'

/** A gateway that answered. */
export interface IkeAlive {
  /** When the answer came in, epoch milliseconds. */
  at: number
  /** From the first sending: where that was lost and sent again, more than the round trip. */
  rttMs: number
}

export interface IkeProbe {
  /**
   * Asks an IKE gateway, by IP literal, whether it is there, and is settled within timeoutMs. The question is sent
   * again once, after half of that. Each address and port is asked once at a time and once in ten seconds, and twenty
   * a second are asked in all: what is more is `not-asked`. A port on which nobody listens is a `timeout`, since
   * a socket that asks everybody is not told. No handshake is ever finished.
   */
  ask(address: string, port: 500 | 4500, timeoutMs: number): Promise<Answer<IkeAlive>>
  /** Datagrams that were no answer to what was asked, by reason. */
  refused(): Record<string, number>
  /** Settles what is open as `not-asked`; so is every question after it. */
  close(): Promise<void>
}

interface Asking {
  peer: string
  family: 4 | 6
  settle(answer: Answer<IkeAlive>): void
  sentAtMs: number
}

type Refusal = 'unasked' | 'elsewhere' | 'malformed' | 'not-an-answer'

const natTraversalPort = 4500
const failed = (why: 'timeout' | 'unreachable' | 'not-asked', detail: string): Answer<never> => ({
  ok: false,
  why,
  detail,
})
const stopping = failed('not-asked', 'the collector is stopping')

export function createIkeProbe({ clock }: { clock: Clock }): IkeProbe {
  const budget = createBudget(clock.monotonicMs)
  const sockets = new Map<4 | 6, Socket>()
  /** By our SPI, in hexadecimal digits. */
  const asked = new Map<string, Asking>()
  const refusals: Record<string, number> = {}
  let isClosed = false

  function refuse(why: Refusal): void {
    refusals[why] = (refusals[why] ?? 0) + 1
  }

  function receive(datagram: Buffer, from: RemoteInfo): void {
    const message = withoutMarker(datagram, from.port)
    if (message === null) return refuse('malformed')
    const read = readAnswer(message)
    if (!read.ok) return refuse(read.why)
    const asking = asked.get(read.spi)
    if (asking === undefined) return refuse('unasked')
    if (peerKey(from.address, from.port) !== asking.peer) return refuse('elsewhere')
    asking.settle({ ok: true, value: { at: clock.now(), rttMs: clock.monotonicMs() - asking.sentAtMs } })
  }

  function socketOf(family: 4 | 6): Socket {
    const known = sockets.get(family)
    if (known !== undefined) return known
    const socket = createSocket(family === 4 ? { type: 'udp4' } : { type: 'udp6', ipv6Only: true })
    sockets.set(family, socket)
    socket.on('message', receive)
    socket.on('error', (error) => {
      // A machine without this family, or out of descriptors: the next question tries with a new socket.
      if (sockets.get(family) === socket) {
        sockets.delete(family)
        socket.close()
      }
      for (const asking of asked.values()) if (asking.family === family) asking.settle(unsendable(error))
    })
    socket.bind(0)
    socket.unref()
    return socket
  }

  function exchange(peer: { address: string; port: number }, timeoutMs: number): Promise<Answer<IkeAlive>> {
    const spi = randomSpi()
    const request = saInitRequest(spi)
    const datagram = peer.port === natTraversalPort ? Buffer.concat([nonEspMarker, request]) : request
    const family = isIP(peer.address) === 6 ? 6 : 4
    return new Promise((resolve) => {
      const settle = (answer: Answer<IkeAlive>): void => {
        deadline.clear()
        clearTimeout(repetition)
        asked.delete(spi.toString('hex'))
        resolve(answer)
      }
      const send = (): void => {
        try {
          socketOf(family).send(datagram, peer.port, peer.address, (error) => {
            if (error) settle(unsendable(error))
          })
        } catch (error) {
          settle(unsendable(error))
        }
      }
      const deadline = new PatientTimer(
        () => settle(failed('timeout', `no IKE answer within ${timeoutMs} ms`)),
        timeoutMs,
      )
      const repetition = setTimeout(() => {
        // The same datagram: to the gateway it is the same question, which costs it nothing anew (RFC 7296 §2.1).
        if (budget.takeRepetition()) send()
      }, timeoutMs / 2)
      const key = peerKey(peer.address, peer.port)
      asked.set(spi.toString('hex'), { peer: key, family, settle, sentAtMs: clock.monotonicMs() })
      send()
    })
  }

  return {
    async ask(given, port, timeoutMs) {
      if (isClosed) return stopping
      const address = canonicalAddress(given)
      if (address === null) return failed('not-asked', 'its address is not an IP literal')
      const peer = peerKey(address, port)
      if ([...asked.values()].some((asking) => asking.peer === peer))
        return failed('not-asked', 'it is being asked already')
      const may = budget.take(peer)
      if (may === 'too-soon')
        return failed('not-asked', `it was asked less than ${betweenAsksMs / 1_000} s ago`)
      if (may === 'too-many')
        return failed('not-asked', `more than ${perSecond} gateways a second are not asked`)
      return exchange({ address, port }, timeoutMs)
    },

    refused: () => ({ ...refusals }),

    async close() {
      isClosed = true
      for (const asking of asked.values()) asking.settle(stopping)
      const open = [...sockets.values()]
      sockets.clear()
      await Promise.all(open.map((socket) => new Promise<void>((done) => socket.close(() => done()))))
    },
  }
}

function withoutMarker(datagram: Buffer, port: number): Buffer | null {
  if (port !== natTraversalPort) return datagram
  const marker = datagram.subarray(0, nonEspMarker.length)
  return marker.equals(nonEspMarker) ? datagram.subarray(nonEspMarker.length) : null
}

/** Zero stands for no SPI (RFC 7296 §3.1), and that is what one in 2^64 would be. */
function randomSpi(): Buffer {
  const spi = randomBytes(spiBytes)
  return spi.readBigUInt64BE() === 0n ? randomSpi() : spi
}

function unsendable(error: unknown): Answer<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'it was not said why'
  return failed('unreachable', `the question could not be sent (${code})`)
}

function peerKey(address: string, port: number): string {
  return `${address}|${port}`
}

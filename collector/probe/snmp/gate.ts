import { createSocket, type RemoteInfo } from 'node:dgram'
import type { DatagramSocket } from 'net-snmp'
import type { Clock } from '../../domain/clock.ts'
import type { Log } from '../../log.ts'
import { admit, isReport, type Refusal, type Refused } from './admit.ts'
import type { Asking } from './asking.ts'
import type { EngineClock } from './engine-clock.ts'
import { GateSockets, type OpenSocket } from './gate-sockets.ts'
import { parseMessage, type Pdu, type SnmpMessage } from './message.ts'
import { type Peer, peerKey } from './peer.ts'
import { askedMessage, type PlainQuestion } from './plain-question.ts'

/** What net-snmp takes for node:dgram: all of its sockets are one way through the gate. */
export interface Channel {
  createSocket(): DatagramSocket
  /** What the library sends during `work` is sent for `asking`. */
  within(asking: Asking, work: () => void): void
}

export interface Gate {
  open(peer: Peer): Channel
  /** Sends a question that needs no library; `answered` is called with an answer to it that may be believed, and its PDU. */
  askPlainly(
    peer: Peer,
    asking: Asking,
    question: PlainQuestion,
    answered: (datagram: Buffer, pdu: Pdu) => void,
  ): void
  /** Lets go of what was sent for it: an answer that comes now is refused. */
  release(asking: Asking, peer: Peer): void
  refused(): Record<string, number>
  close(): Promise<void>
}

export class GateClosed extends Error {}
export class LibraryThrew extends Error {}

interface Waiting {
  asking: Asking
  asked: SnmpMessage
  sentAtMs: number
  peer: Peer
  deliver(datagram: Buffer, answer: SnmpMessage): void
}

type Sent = Pick<Waiting, 'asking' | 'peer' | 'deliver'>

interface GateParts {
  clock: Clock
  log?: Log
  /** For who has datagrams from elsewhere than the network. */
  openSocket?: OpenSocket
}

/**
 * Stands between the network and net-snmp: one socket per address family for all routers, and every datagram
 * checked before the library sees it. Nothing a router sends can end the process, lower the security level,
 * or answer for another router; what is refused is counted and leaves the question open for the right answer.
 */
export function createGate({ clock, log, openSocket = createSocket }: GateParts): Gate {
  const sockets = new GateSockets({ openSocket, log, receive })
  /** Of most routers one question is on its way, or none. */
  const waitingByPeer = new Map<string, Waiting[]>()
  const refusals: Record<string, number> = {}
  let isClosed = false

  function refuse(why: Refusal | 'library-threw'): void {
    refusals[why] = (refusals[why] ?? 0) + 1
  }

  function receive(datagram: Buffer, from: RemoteInfo): void {
    const waiting = waitingByPeer.get(peerKey(from.address, from.port))
    if (waiting === undefined) return refuse('unasked')
    const parsed = parseMessage(datagram)
    if (!parsed.ok) {
      refuse('malformed')
      if (parsed.id !== null)
        withId(waiting, parsed.id)?.asking.refused({ why: 'malformed', fault: parsed.fault })
      return
    }
    const answer = parsed.message
    const one = withId(waiting, answer.id)
    if (one === undefined) return refuse('unasked')
    const refused = whyNot(datagram, answer, one)
    if (refused !== null) {
      refuse(refused.why)
      one.asking.refused(refused)
      return
    }
    if (!isReport(answer)) {
      const monotonicMs = clock.monotonicMs()
      const arrival = { at: clock.now(), monotonicMs, rttMs: monotonicMs - one.sentAtMs }
      one.asking.arrived(arrival, answer.pdu?.errorIndex ?? 0)
    }
    waiting.splice(waiting.indexOf(one), 1)
    try {
      one.deliver(datagram, answer)
    } catch {
      // The error may quote secrets and digests: what is told is that there was one.
      refuse('library-threw')
      one.asking.failed(new LibraryThrew('the SNMP library could not digest the answer'))
    }
  }

  function whyNot(datagram: Buffer, answer: SnmpMessage, { asked, asking, peer }: Waiting): Refused | null {
    const refused = admit(datagram, answer, asked, peer.keys)
    if (refused !== null) return refused
    if (!isInTime(answer, peer.engineClock)) return { why: 'outside-time-window', fault: null }
    if (!isReport(answer)) return null
    if (!asking.mayReport(answer.pdu?.reported ?? null)) return { why: 'too-many-reports', fault: null }
    // Whatever engine a Report names is the one that the library asks next.
    const mayMeet = peer.keys.mayMeet(answer.usm!.engineId, clock.monotonicMs())
    return mayMeet ? null : { why: 'too-many-engines', fault: null }
  }

  /** Only what is signed can be replayed; of a user who never signs, what answers a question is all there is to learn from. */
  function isInTime(answer: SnmpMessage, engineClock: EngineClock): boolean {
    if (answer.usm === null) return true
    if (answer.usm.isAuthenticated) return engineClock.isInTime(answer.usm, answer.id, clock.monotonicMs())
    if (!isReport(answer)) engineClock.learn(answer.usm, clock.monotonicMs())
    return true
  }

  function send(
    datagram: Buffer,
    asked: SnmpMessage,
    { asking, peer, deliver }: Sent,
    sent: () => void,
  ): void {
    const waiting = waitingByPeer.get(peer.key) ?? []
    // Ids are drawn at random: of two alike the later one counts as lost, and is asked again.
    if (withId(waiting, asked.id) !== undefined) return
    if (waiting.length === 0) waitingByPeer.set(peer.key, waiting)
    waiting.push({ asking, asked, sentAtMs: clock.monotonicMs(), peer, deliver })
    asking.sent(asked.id)
    // Told before the kernel has it: the answer must find the request already registered.
    sent()
    try {
      sockets.to(peer.address).send(datagram, peer.port, peer.address, (error) => {
        if (error) asking.failed(error)
      })
    } catch (error) {
      asking.failed(error)
    }
  }

  function maySend(asking: Asking): boolean {
    if (!isClosed) return asking.maySend()
    asking.failed(new GateClosed('the collector is stopping'))
    return false
  }

  function sendForLibrary(datagram: Buffer, to: Sent, sent: () => void): void {
    if (!maySend(to.asking)) return
    const parsed = parseMessage(datagram)
    if (!parsed.ok) throw new Error(`the SNMP library built a datagram with ${parsed.fault}`)
    const { message } = parsed
    if (message.usm?.isAuthenticated) to.peer.keys.use(message.usm.engineId)
    send(datagram, message, to, sent)
  }

  return {
    open(peer) {
      let current: Asking | null = null
      let listener: (datagram: Buffer) => void = () => {}
      function within(asking: Asking, work: () => void): void {
        const outer = current
        current = asking
        try {
          work()
        } finally {
          current = outer
        }
      }
      const socket: DatagramSocket = {
        on(event, listen) {
          if (event === 'message') listener = listen as (datagram: Buffer) => void
        },
        send(datagram, _offset, _length, _port, _address, sent) {
          const asking = current
          if (asking === null) return
          const deliver = (answer: Buffer): void => within(asking, () => listener(answer))
          sendForLibrary(datagram, { asking, peer, deliver }, () => sent(null, datagram.length))
        },
        ref() {},
        unref() {},
        close() {},
      }
      return { createSocket: () => socket, within }
    },

    askPlainly(peer, asking, question, answered) {
      if (!maySend(asking)) return
      const { id, datagram } = question.next()
      const deliver = (bytes: Buffer, { pdu }: SnmpMessage): void => answered(bytes, pdu!)
      send(datagram, askedMessage(question, id), { asking, peer, deliver }, () => {})
    },

    release(asking, peer) {
      const waiting = waitingByPeer.get(peer.key)
      const others = waiting?.filter((one) => one.asking !== asking) ?? []
      if (others.length > 0) waitingByPeer.set(peer.key, others)
      else waitingByPeer.delete(peer.key)
    },

    refused: () => ({ ...refusals }),

    async close() {
      isClosed = true
      const open = [...waitingByPeer.values()].flat()
      for (const { asking } of open) asking.failed(new GateClosed('the collector is stopping'))
      await sockets.close()
    },
  }
}

function withId(waiting: readonly Waiting[], id: number): Waiting | undefined {
  return waiting.find(({ asked }) => asked.id === id)
}

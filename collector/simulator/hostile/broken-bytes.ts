/** Datagrams that are no SNMP at all, or not to the end; nobody needs to know a secret for them. */
import { tags } from '../../probe/snmp/ber.ts'
import type { Act, Asker } from './act.ts'
import { tlv } from './forge.ts'

/** The most that one datagram of UDP over IPv4 carries. */
const mostBytes = 65_507

/** Each in the one before it, with its length in four bytes. */
function nested(depth: number): Buffer {
  const headerBytes = 5
  return Buffer.concat(
    Array.from({ length: depth }, (_none, level) => {
      const left = (depth - level - 1) * headerBytes
      return Buffer.from([tags.sequence, 0x83, left >> 16, (left >> 8) & 0xff, left & 0xff])
    }),
  )
}

const bytes: [what: string, break_: (right: Buffer) => Buffer][] = [
  ['nothing', () => Buffer.alloc(0)],
  ['four bytes of garbage', () => Buffer.from('deadbeef', 'hex')],
  ['a lone tag', () => Buffer.from([tags.sequence])],
  ['a lone tag of an object identifier', () => Buffer.from([tags.oid])],
  ['an empty sequence', () => tlv(tags.sequence)],
  ['a message without its last byte', (right) => right.subarray(0, -1)],
  ['the first half of a message', (right) => right.subarray(0, right.length >> 1)],
  ['a message and a byte', (right) => Buffer.concat([right, Buffer.from([0])])],
  ['two messages in one', (right) => Buffer.concat([right, right])],
  ['as many bytes as a datagram holds', () => Buffer.alloc(mostBytes, tags.sequence)],
  ['as many zeros as a datagram holds', () => Buffer.alloc(mostBytes)],
  ['sequences a hundred deep', () => nested(100)],
  ['sequences ten thousand deep', () => nested(10_000)],
  ['an indefinite length', (right) => Buffer.concat([Buffer.from([0x30, 0x80]), right.subarray(2)])],
  [
    'a length of 127 bytes',
    (right) => Buffer.concat([Buffer.from([0x30, 0xff]), Buffer.alloc(127, 1), right]),
  ],
  [
    'a length of two gigabytes',
    (right) => Buffer.concat([Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff]), right]),
  ],
  [
    'a length of minus one',
    (right) => Buffer.concat([Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]), right]),
  ],
  ['a line for the log', () => Buffer.from('\r\n{"level":"error"}\u001b[2J')],
]

const everybody: readonly Asker[] = ['v1', 'v2c', 'open', 'secret']

export const brokenBytes: readonly Act[] = everybody.flatMap((to) =>
  bytes.map(([what, broken]): Act => ({
    what,
    to,
    isAnswer: false,
    play: (_request, right) => right.map(broken),
  })),
)

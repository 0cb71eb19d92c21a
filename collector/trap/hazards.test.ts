/** What a trap receiver was seen to die of, or to believe: each is sent to the real thread, and a genuine trap after it. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { integer, oid, text, tlv, type Varbind } from '../simulator/hostile/forge.ts'
import { trapV1, trapV1Pdu, trapV2c, trapV3 } from '../simulator/hostile/forge-trap.ts'
import type { Enrolment } from './enrolment.ts'
import { type Heard, hearing } from './receiver.test-kit.ts'
import * as kit from './trap.test-kit.ts'

const { community, keys, ofSigner, ofUser, ofVersion, onlySigned, user } = kit

const informType = 0xa6
const tooBig = 2 ** 32
const inform = (varbind: Varbind): Buffer => trapV2c(community, { pduType: informType, varbinds: [varbind] })
const bitString = tlv(0x03, Buffer.from([0, 1]))
const random = (count: number): Buffer => Buffer.alloc(12, `engine ${count}`)

interface Hazard {
  what: string
  of: Enrolment
  sent: Buffer[]
  refused: Record<string, number>
  genuine: Buffer
}

const v2c = { of: ofVersion('2c'), genuine: trapV2c(community) }
const v3 = { of: ofUser(), genuine: trapV3(user, keys, { time: 900 }) }
const signed = { of: ofSigner(), genuine: trapV3(user, onlySigned, { time: 900 }) }
const replayed = trapV3(user, keys, { time: 800 })

const hazards: Hazard[] = [
  {
    what: 'R0: a wrong community, garbage and an empty datagram',
    ...v2c,
    sent: [trapV2c('salah'), Buffer.alloc(64, 0x30), Buffer.alloc(0)],
    refused: { 'other-community': 1, malformed: 1, size: 1 },
  },
  {
    what: 'R1: an unknown user with a msgID of 5 bytes that asks for a Report',
    ...v3,
    sent: [trapV3('siapa', null, { id: tooBig, flags: 4 })],
    refused: { malformed: 1 },
  },
  {
    what: 'R1b: a discovery with a msgID of 5 bytes',
    ...v3,
    sent: [trapV3('', null, { id: tooBig, flags: 4, engineId: Buffer.alloc(0) })],
    refused: { malformed: 1 },
  },
  {
    what: 'R2: an inform with a request-id of 5 bytes',
    ...v2c,
    sent: [trapV2c(community, { pduType: informType, id: tooBig })],
    refused: { inform: 1 },
  },
  {
    what: 'R2b: the same with another community',
    ...v2c,
    sent: [trapV2c('salah', { pduType: informType, id: tooBig })],
    refused: { inform: 1 },
  },
  {
    what: 'R3: an inform with a bit string',
    ...v2c,
    sent: [inform(['1.3', bitString])],
    refused: { inform: 1 },
  },
  {
    what: 'R4: an inform with an empty name',
    ...v2c,
    sent: [inform(['1.3', tlv(6)])],
    refused: { inform: 1 },
  },
  {
    what: 'R4b: an inform with an integer of 41 bits',
    ...v2c,
    sent: [inform(['1.3', integer(2 ** 40)])],
    refused: { inform: 1 },
  },
  {
    what: 'R3 and R4 as traps',
    ...v2c,
    sent: [bitString, tlv(6), integer(2 ** 40)].map((value) =>
      trapV2c(community, { varbinds: [['1.3', value]] }),
    ),
    refused: { malformed: 3 },
  },
  { what: 'R6: a trap of nobody, unsigned', ...v3, sent: [trapV3('', null)], refused: { 'empty-user': 1 } },
  {
    what: 'R6b: a trap of SNMPv1 of nobody, unsigned',
    ...v3,
    sent: [trapV3('', null, { body: trapV1Pdu() })],
    refused: { 'empty-user': 1 },
  },
  {
    what: 'R7: the user without privacy, and without anything',
    ...v3,
    sent: [trapV3(user, onlySigned), trapV3(user, null)],
    refused: { 'below-security-level': 2 },
  },
  {
    what: 'R7b: the user with a wrong digest',
    ...signed,
    sent: [trapV3(user, { ...onlySigned, authKey: 'kunci-yang-lain' })],
    refused: { 'wrong-digest': 1 },
  },
  {
    what: 'R8: a genuine trap, and three times the same again',
    ...v3,
    sent: [replayed, replayed, replayed, replayed],
    refused: { replay: 3 },
  },
  {
    what: 'R9: the known user with engines that nobody knows',
    ...v3,
    sent: Array.from({ length: 30 }, (_, count) => trapV3(user, keys, { engineId: random(count) })),
    refused: { 'unknown-engine': 30 },
  },
  {
    what: 'R10: a lone tag of an object identifier',
    ...v2c,
    sent: [
      trapV2c(community, { varbinds: [['1.3', Buffer.from([6])]] }),
      Buffer.from([0x30, 0x0b, 2, 1, 1, 4, 4, 0, 0, 0, 0, 0x6, 0]),
    ],
    refused: { malformed: 1, size: 1 },
  },
  {
    what: 'R11: a community with a new line and an escape',
    ...v2c,
    sent: [trapV2c('a\n{"level":"error"}\u001b[2J')],
    refused: { 'other-community': 1 },
  },
  {
    what: 'an address in SNMPv1 that is another router’s',
    of: ofVersion('1'),
    genuine: trapV1(community),
    sent: [trapV1('salah', { agentAddress: [127, 0, 1, 0] })],
    refused: { 'other-community': 1 },
  },
  {
    what: 'texts that would be markup, controls or a whole packet',
    ...v2c,
    sent: ['<img src=x onerror=alert(1)>', '\u202e\u0000\u001b]0;', 'x'.repeat(8_000)].map((value) =>
      trapV2c('salah', {
        varbinds: [
          ['1.3.6.1.2.1.1.5.0', text(value)],
          ['1.3.6.1', oid('1.3.6')],
        ],
      }),
    ),
    refused: { 'other-community': 3 },
  },
]

const addressOf = (row: number): string => `127.0.1.${row + 1}`
const routers = hazards.map(({ of }, row) => ({ ...of, router: `router ${row}`, sources: [addressOf(row)] }))
/** What the rows that ran must have left behind. */
const expected: Record<string, number> = {}
let accepted = 0
let heard: Heard

beforeAll(async () => {
  heard = await hearing(routers, {}, (stop) => afterAll(stop))
})

test.each(hazards.map((hazard, row) => ({ ...hazard, row })))(
  '$what',
  async ({ what, row, sent, genuine, refused }) => {
    for (const [why, count] of Object.entries(refused)) expected[why] = (expected[why] ?? 0) + count
    accepted += what.startsWith('R8') ? 2 : 1
    await heard.send([...sent, genuine], addressOf(row))
    await vi.waitFor(() => expect(heard.traps.flatMap((trap) => trap.routers)).toContain(`router ${row}`), {
      timeout: 10_000,
      interval: 10,
    })
  },
)

test('nothing of it ended the thread, was believed, made a key for a stranger or reached the log', async () => {
  const sum = Object.values(expected).reduce((total, count) => total + count, 0)
  const health = await heard.after(accepted + sum)
  expect(health.refused).toEqual(expected)
  expect(health.accepted).toBe(accepted)
  expect(health).toMatchObject({ restarts: 0, listening: true })
  expect(heard.threads).toHaveLength(1)
  const ofSecrets = routers.reduce(
    (sum, { proof: { authKey, privKey } }) => sum + Number(authKey !== null) + Number(privKey !== null),
    0,
  )
  expect(health.keysDerived).toBeLessThanOrEqual(ofSecrets)
  expect(heard.lines.every(({ event }) => event === 'trap-listening' || event === 'trap-refused')).toBe(true)
  expect(JSON.stringify(heard.lines)).not.toMatch(/salah|u001b|siapa|kunci/)
})

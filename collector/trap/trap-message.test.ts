import { describe, expect, test } from 'vitest'
import { tags } from '../probe/snmp/ber.ts'
import { integer, oid, text, tlv } from '../simulator/hostile/forge.ts'
import { trapPdu, trapV1, trapV1Pdu, trapV2c, trapV3 } from '../simulator/hostile/forge-trap.ts'
import { kindOf } from './trap-kind.ts'
import { readScopedTrap, readTrapMessage } from './trap-message.ts'

const community = 'rahasia'
const linkDown = '1.3.6.1.6.3.1.1.5.3'

function pduOf(datagram: Buffer) {
  const read = readTrapMessage(datagram)
  if (!read.ok || read.value.version === 'v3') throw new Error('not read')
  return read.value.pdu
}

test('a trap of SNMPv2 tells its name and the uptime of who sent it', () => {
  expect(readTrapMessage(trapV2c(community, { sysUpTimeCs: 4_294_967_295 }))).toEqual({
    ok: true,
    value: {
      version: 'v2c',
      community: Buffer.from(community),
      pdu: { name: linkDown, sysUpTimeCs: 4_294_967_295 },
    },
  })
})

test.each([
  ['coldStart', { generic: 0 }],
  ['warmStart', { generic: 1 }],
  ['linkDown', { generic: 2 }],
  ['linkUp', { generic: 3 }],
  ['other', { generic: 4 }],
  ['other', { generic: 5 }],
  ['bgpEstablished', { generic: 6, specific: 1, enterprise: '1.3.6.1.2.1.15' }],
  ['bgpBackwardTransition', { generic: 6, specific: 2, enterprise: '1.3.6.1.2.1.15' }],
  ['bgpEstablished', { generic: 6, specific: 1, enterprise: '1.3.6.1.2.1.15.7' }],
  ['bgpBackwardTransition', { generic: 6, specific: 2, enterprise: '1.3.6.1.2.1.15.7' }],
  ['other', { generic: 6, specific: 3, enterprise: '1.3.6.1.2.1.15' }],
])('a trap of SNMPv1 is a %s by %o', (kind, parts) => {
  const pdu = pduOf(trapV1(community, { ...parts, sysUpTimeCs: 77 }))
  expect([kindOf(pdu.name), pdu.sysUpTimeCs]).toEqual([kind, 77])
})

test.each([
  ['coldStart', '1.3.6.1.6.3.1.1.5.1'],
  ['warmStart', '1.3.6.1.6.3.1.1.5.2'],
  ['linkDown', '1.3.6.1.6.3.1.1.5.3'],
  ['linkUp', '1.3.6.1.6.3.1.1.5.4'],
  ['bgpEstablished', '1.3.6.1.2.1.15.7.1'],
  ['bgpEstablished', '1.3.6.1.2.1.15.0.1'],
  ['bgpBackwardTransition', '1.3.6.1.2.1.15.7.2'],
  ['bgpBackwardTransition', '1.3.6.1.2.1.15.0.2'],
  ['other', '1.3.6.1.6.3.1.1.5.5'],
  ['other', '1.3.6.1.6.3.1.1.5.3.0'],
])('%s is the name %s', (kind, name) => {
  expect(kindOf(pduOf(trapV2c(community, { name })).name)).toBe(kind)
})

test('what a trap carries beyond its name is read to its end and not kept', () => {
  const varbinds: [string, Buffer][] = [
    ['1.3.6.1.2.1.2.2.1.2.7', text('<script>alert(1)</script>\u001b[2J')],
    ['1.3.6.1.2.1.31.1.1.1.6.7', tlv(tags.counter64, Buffer.alloc(8, 1))],
  ]
  const read = readTrapMessage(trapV2c(community, { varbinds }))
  expect(JSON.stringify(read)).not.toContain('script')
  expect(read.ok).toBe(true)
})

const timeTicks = integer(5, tags.timeTicks)
const upTime = ['1.3.6.1.2.1.1.3.0', timeTicks] as [string, Buffer]
const named = ['1.3.6.1.6.3.1.1.4.1.0', oid(linkDown)] as [string, Buffer]
const header = (version: number, ...more: Buffer[]): Buffer =>
  tlv(tags.sequence, integer(version), text(community), ...more)

describe('what is not taken', () => {
  test.each<[string, string, Buffer]>([
    ['nothing', 'malformed', Buffer.alloc(0)],
    ['zeros', 'malformed', Buffer.alloc(40)],
    ['a lone tag', 'malformed', Buffer.from([0x30, 0x82])],
    ['an unknown version', 'malformed', trapV2c(community, { version: 2 })],
    ['something after it', 'malformed', Buffer.concat([trapV2c(community), Buffer.from([0])])],
    ['no varbind', 'malformed', trapV2c(community, { allVarbinds: [] })],
    ['no name', 'malformed', trapV2c(community, { allVarbinds: [upTime] })],
    ['the name first', 'malformed', trapV2c(community, { allVarbinds: [named, upTime] })],
    [
      'an uptime that is text',
      'malformed',
      trapV2c(community, { allVarbinds: [[upTime[0], text('5')], named] }),
    ],
    [
      'a name that is text',
      'malformed',
      trapV2c(community, { allVarbinds: [upTime, [named[0], text(linkDown)]] }),
    ],
    ['an uptime of 5 bytes', 'malformed', trapV2c(community, { sysUpTimeCs: 2 ** 32 })],
    ['an empty object identifier', 'malformed', trapV2c(community, { varbinds: [['1.3', tlv(tags.oid)]] })],
    ['an integer of 64 bits', 'malformed', trapV2c(community, { varbinds: [['1.3', integer(2 ** 40)]] })],
    [
      'a bit string',
      'malformed',
      trapV2c(community, { varbinds: [['1.3', tlv(0x03, Buffer.from([0, 1]))]] }),
    ],
    ['a varbind of a set', 'malformed', trapV2c(community, { varbinds: [['1.3', tlv(0x31)]] })],
    ['a request-id of 5 bytes', 'malformed', trapV2c(community, { id: 2 ** 32 })],
    ['an inform', 'inform', trapV2c(community, { pduType: tags.informRequest })],
    ['an inform with a request-id of 5 bytes', 'inform', trapV2c(community, { pduType: 0xa6, id: 2 ** 32 })],
    ['a question', 'not-a-trap', trapV2c(community, { pduType: tags.getRequest })],
    ['an answer', 'not-a-trap', trapV2c(community, { pduType: tags.getResponse })],
    ['a Report', 'not-a-trap', trapV2c(community, { pduType: tags.report })],
    ['an unknown PDU', 'malformed', trapV2c(community, { pduType: 0xaf })],
    ['a trap of SNMPv1 in a message of v2c', 'not-a-trap', header(1, trapV1Pdu())],
    ['a trap of SNMPv2 in a message of v1', 'not-a-trap', header(0, trapPdu())],
    ['a generic trap that there is not', 'malformed', trapV1(community, { generic: 7 })],
    ['a negative specific trap', 'malformed', trapV1(community, { generic: 6, specific: -1 })],
    ['an agent address of 3 bytes', 'malformed', trapV1(community, { agentAddress: [10, 0, 0] })],
    ['a msgID of 5 bytes', 'malformed', trapV3('mon', null, { id: 2 ** 32 })],
    ['privacy without a digest', 'malformed', trapV3('mon', null, { flags: 2, encrypted: Buffer.alloc(40) })],
    ['negative boots', 'malformed', trapV3('mon', null, { boots: -5 })],
    ['a user of 33 bytes', 'malformed', trapV3('m'.repeat(33), null)],
    ['an engine id of 33 bytes', 'malformed', trapV3('mon', null, { engineId: Buffer.alloc(33, 1) })],
  ])('%s: %s', (_what, why, datagram) => {
    expect(readTrapMessage(datagram)).toEqual({ ok: false, why })
  })

  test.each<[string, string, Buffer]>([
    ['nothing', 'malformed', Buffer.alloc(0)],
    ['what was deciphered with another key', 'malformed', Buffer.alloc(60, 0x5a)],
    ['a trap of SNMPv1', 'not-a-trap', tlv(tags.sequence, text('engine'), text(''), trapV1Pdu())],
    ['an inform', 'inform', tlv(tags.sequence, text('engine'), text(''), trapPdu({ pduType: 0xa6 }))],
  ])('scoped: %s: %s', (_what, why, scoped) => {
    expect(readScopedTrap(scoped, false)).toEqual({ ok: false, why })
  })
})

test.each<[bytes: number, isDecrypted: boolean, isRead: boolean]>([
  [0, true, true],
  [16, true, true],
  [17, true, false],
  [1, false, false],
])('%i bytes behind the trap, decrypted %s: read %s', (bytes, isDecrypted, isRead) => {
  const scoped = tlv(tags.sequence, text('engine'), text(''), trapPdu())
  expect(readScopedTrap(Buffer.concat([scoped, Buffer.alloc(bytes)]), isDecrypted).ok).toBe(isRead)
})

test('no depth of nesting is followed into what is not kept', () => {
  let nested: Buffer = Buffer.alloc(0)
  for (let depth = 0; depth < 500; depth++) nested = tlv(tags.sequence, nested)
  expect(readTrapMessage(nested)).toEqual({ ok: false, why: 'malformed' })
})

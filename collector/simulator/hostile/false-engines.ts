/** Messages of SNMPv3 that are not from the engine, the user, the time or at the security level that was asked. */
import { tags } from '../../probe/snmp/ber.ts'
import { isDiscovery, type Act, type Asker } from './act.ts'
import { answerV3, integer, pdu, report, reportBody, text, tlv, type V3Parts, type Varbind } from './forge.ts'
import type { Request } from './hostile-agent.ts'
import { signedV3, type UserKeys } from './signed.ts'

const otherKeys: UserKeys = { hash: 'sha256', authKey: 'bukan-kuncinya', privKey: 'juga-bukan-ini' }
const lastNumber = 2 ** 31 - 1

const lie = (request: Request, id: number = request.requestId): Buffer =>
  pdu(
    request,
    request.oids.map((oid): Varbind => [oid, integer(666, tags.timeTicks)]),
    { id },
  )
const plain =
  (parts: V3Parts | ((request: Request) => V3Parts)) =>
  (request: Request): Buffer =>
    answerV3(request, lie(request), typeof parts === 'function' ? parts(request) : parts)

const toEverybody: [string, (request: Request) => Buffer][] = [
  ['with a mark of being signed', plain({ flags: 1 })],
  ['signed with zeros', plain({ flags: 1, digest: Buffer.alloc(24) })],
  ['signed too long', plain({ flags: 1, digest: Buffer.alloc(49) })],
  ['encrypted and not signed', plain({ flags: 2, encrypted: Buffer.alloc(60) })],
  [
    'encrypted, with zeros for a signature',
    plain({ flags: 3, digest: Buffer.alloc(24), encrypted: Buffer.alloc(60) }),
  ],
  ['of another user', plain({ user: 'lain' })],
  ['of a user of 33 bytes', plain({ user: 'x'.repeat(33) })],
  ['of another engine', plain({ engineId: Buffer.alloc(12, 1) })],
  ['of no engine', plain({ engineId: Buffer.alloc(0) })],
  ['of an engine of 33 bytes', plain({ engineId: Buffer.alloc(33, 1) })],
  ['started less than never', plain({ boots: -1 })],
  ['at a time before its start', plain({ time: -1 })],
  ['with a msgID of five bytes', plain({ id: tlv(tags.integer, Buffer.from([1, 0, 0, 0, 0])) })],
  ['with a msgID below zero', plain({ id: integer(-1) })],
  ['with a msgID of no bytes', plain({ id: tlv(tags.integer) })],
  ['with another msgID', plain(({ id }) => ({ id: integer(id === lastNumber ? 1 : id + 1) }))],
  ['of another security model', plain({ model: 2 })],
  ['that takes no answers', plain({ maxSize: 0 })],
  ['signed by somebody else', (request) => signedV3(request, lie(request), { ...otherKeys, privKey: null })],
  ['encrypted by somebody else', (request) => signedV3(request, lie(request), otherKeys)],
  ['as a trap', (request) => answerV3(request, pdu(request, [], { type: 0xa7 }))],
  ['as a question of its own', (request) => answerV3(request, pdu(request, [], { type: tags.getRequest }))],
  ['as a Report started less than never', (request) => report(request, 4, { boots: -5 })],
  ['as a Report of no engine', (request) => report(request, 4, { engineId: Buffer.alloc(0) })],
  [
    'as a message of SNMPv2c',
    (request) => tlv(tags.sequence, integer(1), text(''), lie(request, request.id)),
  ],
]

const toSecret: [string, (request: Request) => Buffer][] = [
  ['in plain text', plain({})],
  ['in plain text of nobody', plain({ user: '' })],
  [
    'in plain text to another question',
    (request) => answerV3(request, lie(request, 424_242), { user: 'lain' }),
  ],
]

const reports: [string, (request: Request) => Buffer][] = [
  ['of time zero, again and again', (request) => report(request, 2, { boots: 0, time: 0 })],
  ['of an unknown engine at time zero', (request) => report(request, 4, { boots: 0, time: 0 })],
  ['of the end of all time', (request) => report(request, 4, { boots: lastNumber, time: lastNumber })],
  [
    'of an engine that is another each time',
    (request) => report(request, 4, { engineId: engineOf(request) }),
  ],
  ['of an unknown user', (request) => report(request, 3)],
  ['of a wrong digest', (request) => report(request, 5)],
  ['of nothing', (request) => answerV3(request, pdu(request, [], { type: tags.report }))],
  [
    'of something else',
    (request) => answerV3(request, pdu(request, [['1.3.6.1', text('')]], { type: tags.report })),
  ],
  ['of a counter that does not exist', (request) => report(request, 4_294_967_295)],
  [
    'signed by somebody else',
    (request) => signedV3(request, reportBody(request, 2), { ...otherKeys, privKey: null }),
  ],
]

const engineOf = ({ count }: Request): Buffer =>
  Buffer.from(`8000000005${count.toString(16).padStart(8, '0')}`, 'hex')

const discoveries: [string, (request: Request) => Buffer][] = [
  [
    'answered with values',
    (request) =>
      answerV3(request, pdu(request, [['1.3.6.1.2.1.1.3.0', integer(1)]], { id: request.requestId })),
  ],
  ['answered with no values', (request) => answerV3(request, pdu(request, [], { id: request.requestId }))],
]

const users: readonly Asker[] = ['open', 'secret']
const acts = (to: readonly Asker[], from: typeof reports, what: string, isAnswer: boolean): Act[] =>
  to.flatMap((asker) =>
    from.map(([how, forge]): Act => ({
      what: `${what} ${how}`,
      to: asker,
      isAnswer,
      play: (request) => [forge(request)],
    })),
  )

export const falseEngines: readonly Act[] = [
  ...acts(users, toEverybody, 'an answer', false),
  ...acts(['secret'], toSecret, 'an answer', false),
  ...acts(users, reports, 'a Report', true),
  ...acts(users, discoveries, 'a discovery', false).map((act): Act => ({
    ...act,
    play: (request, right) => (isDiscovery(request) ? act.play(request, right) : []),
  })),
]

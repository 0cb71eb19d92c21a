/** What an agent may answer that nobody should believe; each has in it what it was asked with, if it can. */
import { answer, answerV3, integer, report, text } from '../simulator/hostile/forge.ts'
import type { Request, Script } from '../simulator/hostile/hostile-agent.ts'
import { versions } from '../probe/snmp/message.ts'

const firstOf = ({ oids }: Request): string => oids[0] ?? '1.3.6.1.2.1.1.3.0'
const isSystem = (oid: string): boolean => oid.startsWith('1.3.6.1.2.1.1.')

const kinds: ((request: Request) => Buffer)[] = [
  (request) =>
    answer(request, [[firstOf(request), text(request.community)]], { community: `${request.community}x` }),
  (request) => answer(request, [['1.3.6.1.4.1.9.9', text(request.community)]]),
  (request) => answer(request, [], { errorStatus: 5, errorIndex: 1 }),
  (request) => answer(request, [], { errorStatus: 16 }),
  (request) => answer(request, [[firstOf(request), integer(1)]]).subarray(0, -3),
  (request) => answer(request, [[firstOf(request), integer(1)]], { version: 0 }),
  (request) => answer(request, [[firstOf(request), integer(1)]], { id: request.requestId + 1 }),
  // Texts where numbers are asked for. What a router says of itself is a text, and shown as it is.
  (request) =>
    answer(
      request,
      request.oids.map((oid) => [oid, isSystem(oid) ? integer(1) : text(request.community)]),
    ),
  ({ community }) => Buffer.from(`\r\n{"level":"error","event":"${community}"}\u001b[2J`),
  ({ community }) =>
    Buffer.concat([
      Buffer.from([0x30, 0x82, 0xff, 0xff, 0x02, 0x01, 0x01, 0x04, 0x7f]),
      Buffer.from(community),
    ]),
]

const kindsOfV3: ((request: Request) => Buffer)[] = [
  (request) => report(request, 3),
  (request) => report(request, 5, { digest: Buffer.alloc(12) }),
  (request) =>
    answerV3(request, text(request.user), { flags: 3, encrypted: Buffer.from(request.user.repeat(4)) }),
  (request) => answerV3(request, text(request.user), { user: `${request.user}\r\n\u001b[2J` }),
  (request) => answerV3(request, text(request.user)).subarray(0, -5),
  ({ user }) => Buffer.from(`\r\n{"level":"error","event":"${user}"}\u001b[2J`),
]

/** As many requests bring every kind once. */
export const garbageKinds = Math.max(kinds.length, kindsOfV3.length)

/** One kind after the other; the discovery of v3 is answered right, so that user and keys come into play. */
export const garbage: Script = (request) => {
  if (request.version !== versions.v3) return [pick(kinds, request)]
  return [request.user === '' ? report(request, 4) : pick(kindsOfV3, request)]
}

function pick(from: ((request: Request) => Buffer)[], request: Request): Buffer {
  const kind = from[request.count % from.length]
  if (!kind) throw new Error('There is no garbage to send.')
  return kind(request)
}

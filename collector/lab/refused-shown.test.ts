/** Every reason for which the gate refuses is told by a running collector, at `/api/health` and `/metrics` alike. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../db/temporary-store.test-kit.ts'
import { everything } from '../domain/scope.ts'
import { tags } from '../probe/snmp/ber.ts'
import type { Refusal } from '../probe/snmp/admit.ts'
import type { Health } from '../serve/wire.ts'
import { isDiscovery } from '../simulator/hostile/act.ts'
import { fromEngine, honestV3 } from '../simulator/hostile/engine-agent.ts'
import { answer, answerV3, engineId, integer, pdu, report, tlv } from '../simulator/hostile/forge.ts'
import { startHostileAgent, type Script } from '../simulator/hostile/hostile-agent.ts'
import { resealed, signedV3, type UserKeys } from '../simulator/hostile/signed.ts'
import { fromTable, tableOf } from '../simulator/hostile/table-agent.ts'
import { leaveToken } from './keys.ts'
import { startOverheard } from './overheard-collector.ts'

const keys: UserKeys = { hash: 'sha256', authKey: 'kunci-otentikasi', privKey: 'kunci-kerahasiaan' }
const otherKeys: UserKeys = { ...keys, authKey: 'bukan-kuncinya' }
const clock = { boots: 3, time: 5_000 }
const table = tableOf(['wan0'])
const otherEngine = Buffer.from('80000000010203049999', 'hex')

/** Those of whoever has no keys, and then the right answer. */
const openly: Script = (request) => [
  Buffer.from('deadbeef', 'hex'),
  answer(request, [], { id: request.id + 1 }),
  answer(request, [], { version: 0 }),
  answer(request, [], { community: 'bukan' }),
  answer(request, [], { type: tags.getRequest }),
  ...fromTable(table)(request),
]

const neverSigning: Script = (request) => [
  ...(isDiscovery(request) ? [] : [signedV3(request, pdu(request, []), { ...keys, privKey: null }, clock)]),
  ...fromEngine(table, null, () => clock)(request),
]

/** Every fourth time it only says, again and again, that it is no engine of that name. */
const secretly: Script = (request) => {
  const isOurs = request.engineId === engineId.toString('hex')
  if (!isOurs || request.count % 16 > 11) return [report(request, 4, clock)]
  const right = honestV3(request, table, keys, clock)
  const signed = (body: Buffer, parts = {}) => signedV3(request, body, keys, { ...clock, ...parts })
  const wrong = (...change: Parameters<typeof pdu>) => signed(pdu(...change))
  return [
    answerV3(request, pdu(request, [])),
    answerV3(request, pdu(request, []), { user: 'lain' }),
    signed(pdu(request, []), { engineId: otherEngine }),
    signedV3(request, pdu(request, []), otherKeys, clock),
    wrong(request, [['1.3.6.1', tlv(tags.oid)]], { id: request.requestId }),
    wrong(request, [['1.3.6.1', integer(1)]], { id: request.requestId ^ 1 }),
    resealed(request, right, keys, (plain) => plain.fill(0)),
    ...(request.count % 16 > 5 ? [honestV3(request, table, keys, { ...clock, boots: 2 })] : []),
    ...(request.count % 16 > 2 ? [report(request, 4, { engineId: Buffer.alloc(9, request.count) })] : []),
    right,
  ]
}

const every: Record<Refusal, string> = {
  malformed: 'what is no SNMP, and what is encrypted and none',
  unasked: 'another id',
  'other-version': 'SNMPv1 to a question of v2c',
  'other-community': 'another community',
  'other-user': 'another user',
  'other-engine': 'another engine that signs',
  'not-an-answer': 'a question',
  'other-request': 'another request-id in the encryption',
  'below-security-level': 'in the clear',
  'above-security-level': 'signed for who has no keys',
  'wrong-digest': 'signed with another key',
  undecipherable: 'zeros',
  'outside-time-window': 'of before the last start',
  'too-many-reports': 'again and again another Report',
  'too-many-engines': 'another engine in the same minute',
}

it('what is refused is told by its reason, and no key with it', async () => {
  const folder = temporaryFolder()
  const [data, devices] = [join(folder, 'data'), join(folder, 'devices.yaml')]
  const agents = await Promise.all([
    startHostileAgent(openly),
    startHostileAgent(neverSigning),
    startHostileAgent(secretly, keys),
  ])
  writeFileSync(devices, network(agents.map(({ port }) => port)))
  const token = await leaveToken(data, 'administrator', everything)
  const collector = await startOverheard(devices, data, {})
  onTestFinished(async () => {
    await collector.stop()
    await Promise.all(agents.map((agent) => agent.close()))
  })
  const get = async (path: string) => {
    const response = await fetch(`${collector.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
    return response.text()
  }
  const refused = async (): Promise<string[]> =>
    Object.keys((JSON.parse(await get('/api/health')) as Health).snmp.refused).toSorted()
  await expect.poll(refused, { timeout: 60_000 }).toEqual(Object.keys(every).toSorted())
  const metrics = await get('/metrics')
  for (const why of Object.keys(every))
    expect(metrics).toMatch(
      new RegExp(`^satker_connected_snmp_refused_total\\{reason="${why}"\\} [1-9]`, 'm'),
    )
  expect(collector.said()).not.toMatch(/kunci-otentikasi|kunci-kerahasiaan/)
}, 120_000)

function network(ports: number[]): string {
  const [auth, priv] = [keys.authKey, keys.privKey]
  const snmps = [
    { community: 'rahasia' },
    { version: 3, user: 'terbuka', level: 'noAuthNoPriv' },
    {
      version: 3,
      user: 'tertutup',
      auth: { protocol: 'SHA-256', key: auth },
      priv: { protocol: 'AES-128', key: priv },
    },
  ]
  return JSON.stringify({
    organisation: 'Uji',
    synthetic: true,
    reach: 'snmp',
    icmp: { every: '2s', timeout: '500ms' },
    snmp: { every: '10s', timeout: '300ms', retries: 1 },
    satker: snmps.map((snmp, at) => ({
      code: String(900_001 + at),
      name: `Uji ${at}`,
      type: 'kua',
      province: '51',
      routers: [{ id: `uji-${at}`, address: '127.0.0.1', snmp: { ...snmp, port: ports[at] } }],
      links: [{ id: `uji-${at}-wan`, router: `uji-${at}`, interface: 'wan0' }],
    })),
  })
}

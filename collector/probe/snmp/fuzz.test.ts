import { afterEach, beforeEach, expect, it } from 'vitest'
import { tags } from './ber.ts'
import { answer, answerV3, integer, pdu, report, text, type Varbind } from '../../simulator/hostile/forge.ts'
import {
  startHostileAgent,
  type HostileAgent,
  type Request,
  type Script,
} from '../../simulator/hostile/hostile-agent.ts'
import { versions } from './message.ts'
import { system } from './mib.ts'
import { createSnmpProbe, type SnmpProbe } from './snmp-probe.ts'
import { createTarget, realClock } from './test-target.ts'
import { wantedLink } from './wanted.test-kit.ts'

/** Datagrams sent at each question; with the questions below, more than 9,000 in all. */
const damagedPerRequest = 12
const wan = [wantedLink('utama', 'wan0')]

let agent: HostileAgent
let probe: SnmpProbe
beforeEach(async () => {
  agent = await startHostileAgent()
  probe = createSnmpProbe({ clock: realClock })
})
afterEach(async () => {
  await probe.close()
  await agent.close()
})

it.each([
  ['community', { version: '2c' }, 250],
  ['first-version', { version: '1' }, 250],
  ['open user', { version: '3', user: 'terbuka', level: 'noAuthNoPriv' }, 250],
  [
    'secret user',
    {
      version: '3',
      user: 'tertutup',
      level: 'authPriv',
      authProtocol: 'SHA-256',
      privProtocol: 'AES-128',
      authKey: 'kunci-otentikasi',
      privKey: 'kunci-kerahasiaan',
    },
    100,
  ],
] as const)(
  'damaged answers to a %s end nothing, and every question is settled',
  async (_who, access, questions) => {
    agent.play(damaging(seeded(20_260_101)))
    const target = createTarget({ port: agent.port, timeoutMs: 10, retries: 0, ...access })
    let settled = 0
    for (let question = 0; question < questions; question += 1) {
      const seen = question % 2 === 0 ? await probe.ask(target, 10) : await probe.visit(target, wan)
      if (!seen.ok) expect(seen.detail).not.toMatch(/kunci|rahasia/)
      settled += 1
    }
    expect(settled).toBe(questions)
    expect(probe.inFlight()).toBe(0)
    expect(agent.requests.length * damagedPerRequest).toBeGreaterThan(questions * 10)
    expect(probe.refused()['library-threw'] ?? 0).toBe(0)
  },
)

type Random = (below: number) => number

function seeded(seed: number): Random {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function damaging(random: Random): Script {
  return (request) => {
    const right = rightAnswers(request)
    const damaged = Array.from({ length: damagedPerRequest }, () =>
      damage(right[random(right.length)]!, random),
    )
    return [...damaged, ...(random(2) === 0 ? right.slice(0, 1) : [])]
  }
}

function rightAnswers(request: Request): Buffer[] {
  const varbinds = request.oids.map((oid): Varbind => {
    if (request.type !== tags.getRequest) return [`${oid}.1`, text('wan0')]
    return [oid, oid === system.sysUpTime ? integer(1_000, tags.timeTicks) : text('wan0')]
  })
  if (request.version !== versions.v3) return [answer(request, varbinds)]
  const body = pdu(request, varbinds, { id: request.requestId })
  return [
    request.user === '' ? report(request, 4) : answerV3(request, body),
    answerV3(request, body, { flags: 1, digest: Buffer.alloc(24) }),
    answerV3(request, body, { flags: 3, digest: Buffer.alloc(24), encrypted: Buffer.alloc(60) }),
    report(request, 2),
  ]
}

function damage(datagram: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(datagram)
  const at = random(bytes.length)
  switch (random(6)) {
    case 0:
      return bytes.subarray(0, at)
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([random(256)]), bytes.subarray(at)])
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(4))])
    case 3:
      bytes[at] = [0x00, 0x7f, 0x80, 0x84, 0xff][random(5)]!
      return bytes
    default:
      for (let flips = 1 + random(3); flips > 0; flips -= 1) bytes[random(bytes.length)]! ^= 1 << random(8)
      return bytes
  }
}

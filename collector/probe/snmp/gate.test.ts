import { createSocket, type Socket } from 'node:dgram'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tags } from './ber.ts'
import { answer, answerV3, integer, pdu, text, tlv, type Varbind } from '../../simulator/hostile/forge.ts'
import { startHostileAgent, type HostileAgent, type Request } from '../../simulator/hostile/hostile-agent.ts'
import { system } from './mib.ts'
import { createSnmpProbe, type SnmpProbe } from './snmp-probe.ts'
import { fromTable, tableOf } from '../../simulator/hostile/table-agent.ts'
import { createTarget, realClock } from './test-target.ts'
import { wantedLink } from './wanted.test-kit.ts'

let agent: HostileAgent
let probe: SnmpProbe
let stranger: Socket

beforeEach(async () => {
  agent = await startHostileAgent()
  probe = createSnmpProbe({ clock: realClock })
  stranger = createSocket('udp4')
})
afterEach(async () => {
  await probe.close()
  await agent.close()
  stranger.close()
})

const upTime = (cs: number): Varbind[] => [[system.sysUpTime, integer(cs, tags.timeTicks)]]
const right = (request: Request): Buffer => answer(request, upTime(4_711))
const ask = (timeoutMs = 600) => probe.ask(createTarget({ port: agent.port }), timeoutMs)

const nameless = ({ id }: Request): Buffer => {
  const list = tlv(tags.sequence, tlv(tags.sequence, tlv(tags.oid), integer(1)))
  const body = tlv(tags.getResponse, integer(id), integer(0), integer(0), list)
  return tlv(tags.sequence, integer(1), text('rahasia'), body)
}

describe('a wrong answer followed by the right one', () => {
  const wrong: [string, string, (request: Request) => Buffer][] = [
    ['four bytes of garbage', 'malformed', () => Buffer.from('deadbeef', 'hex')],
    ['nothing', 'malformed', () => Buffer.alloc(0)],
    ['a truncated one', 'malformed', (request) => right(request).subarray(0, -3)],
    [
      'one with something behind it',
      'malformed',
      (request) => Buffer.concat([right(request), Buffer.from([0])]),
    ],
    ['a huge one', 'malformed', () => Buffer.alloc(65_000, 0x30)],
    ['another id', 'unasked', (request) => answer(request, upTime(1), { id: request.id + 1 })],
    [
      'another community',
      'other-community',
      (request) => answer(request, upTime(1), { community: 'rahasiA' }),
    ],
    [
      'a longer community',
      'other-community',
      (request) => answer(request, upTime(1), { community: 'rahasia0' }),
    ],
    ['another version', 'other-version', (request) => answer(request, upTime(1), { version: 0 })],
    ['version 3', 'other-version', (request) => answerV3(request, pdu(request, upTime(1)), { flags: 1 })],
    ['a request', 'not-an-answer', (request) => answer(request, upTime(1), { type: tags.getRequest })],
    ['a Report', 'not-an-answer', (request) => answer(request, upTime(1), { type: tags.report })],
    [
      'an error that does not exist',
      'malformed',
      (request) => answer(request, upTime(1), { errorStatus: 19 }),
    ],
    [
      'an error at no place',
      'malformed',
      (request) => answer(request, upTime(1), { errorStatus: 2, errorIndex: 2 }),
    ],
    ['an empty name', 'malformed', nameless],
    [
      'a sub-identifier above 2^32-1',
      'malformed',
      (request) => answer(request, [['1.3.6.4294967296', integer(1, tags.timeTicks)]]),
    ],
    [
      'TimeTicks of six bytes',
      'malformed',
      (request) => answer(request, [[system.sysUpTime, tlv(0x43, Buffer.alloc(6))]]),
    ],
    [
      'a BIT STRING',
      'malformed',
      (request) => answer(request, [[system.sysUpTime, tlv(0x03, Buffer.alloc(2))]]),
    ],
  ]

  it.each(wrong)('%s is refused, and the right one is used', async (_what, reason, forge) => {
    agent.play((request) => [forge(request), right(request)])
    expect(await ask(2_000)).toMatchObject({ ok: true, value: { sysUpTimeCs: 4_711 } })
    expect(probe.refused()).toEqual({ [reason]: 1 })
  })

  it.each([
    ['port', () => ({ address: '127.0.0.1' })],
    ['address', () => ({ address: '127.0.0.66', port: agent.port })],
  ])('the answer of another %s is refused', async (_what, place) => {
    stranger.bind(place())
    agent.play((request) => {
      agent.send(answer(request, upTime(1)), stranger)
      return []
    })
    const asked = ask(2_000)
    await expect.poll(() => probe.refused()).toEqual({ unasked: 1 })
    agent.send(right(agent.requests[0]!))
    expect(await asked).toMatchObject({ ok: true, value: { sysUpTimeCs: 4_711 } })
  })

  it('the second of two answers is refused', async () => {
    agent.play((request) => [right(request), answer(request, upTime(1))])
    expect(await ask()).toMatchObject({ ok: true, value: { sysUpTimeCs: 4_711 } })
    await expect.poll(() => probe.refused()).toEqual({ unasked: 1 })
  })
})

describe('what is told of a router', () => {
  it('that says nothing is a timeout', async () => {
    expect(await ask(50)).toMatchObject({ ok: false, why: 'timeout' })
    expect(probe.inFlight()).toBe(0)
  })

  it('that this machine cannot send to is unreachable', async () => {
    const target = createTarget({ port: agent.port, address: '255.255.255.255' })
    expect(await probe.ask(target, 2_000)).toMatchObject({ ok: false, why: 'unreachable' })
  })

  it('that answers only unacceptably is a bad answer', async () => {
    agent.play((request) => [answer(request, upTime(1), { errorStatus: 19 })])
    expect(await ask(50)).toMatchObject({ ok: false, why: 'bad-answer' })
  })

  it.each([
    ['another name', (request: Request) => answer(request, [['1.3.6.1.2.1.1.4.0', text('x')]])],
    ['fewer names', (request: Request) => answer(request, [])],
    ['more names', (request: Request) => answer(request, [...upTime(1), ...upTime(1)])],
    ['a general error', (request: Request) => answer(request, upTime(1), { errorStatus: 5, errorIndex: 1 })],
  ])('that answers with %s is a bad answer', async (_what, forge) => {
    agent.play((request) => [forge(request)])
    expect(await ask()).toMatchObject({ ok: false, why: 'bad-answer' })
  })

  it('that swaps the counters of a visit is a bad answer', async () => {
    const table = tableOf(['wan0'])
    agent.play((request) => {
      const [first, name, inOctets, outOctets, ...rest] = request.oids
      if (request.oids.length < 13) return fromTable(table)(request)
      return fromTable(table)({ ...request, oids: [first!, name!, outOctets!, inOctets!, ...rest] })
    })
    const target = createTarget({ port: agent.port, retries: 0 })
    const seen = await probe.visit(target, [wantedLink('utama', 'wan0')])
    expect(agent.requests.at(-1)?.oids).toHaveLength(13)
    expect(seen).toMatchObject({ ok: false, why: 'bad-answer' })
  })

  it('that refuses the community by name is wrong credentials', async () => {
    agent.play((request) => [answer(request, upTime(1), { errorStatus: 16, errorIndex: 0 })])
    expect(await ask()).toMatchObject({ ok: false, why: 'wrong-credentials' })
  })

  it('whose access lacks its secret is not asked', async () => {
    const target = createTarget({ port: agent.port, community: '' })
    expect(await probe.ask(target, 50)).toMatchObject({ ok: false, why: 'not-asked' })
    const named = createTarget({ port: agent.port, address: 'router.example' })
    expect(await probe.ask(named, 50)).toMatchObject({ ok: false, why: 'not-asked' })
    expect(agent.requests).toHaveLength(0)
  })
})

describe('a question', () => {
  it('is tried again, and an answer to any try is taken once', async () => {
    agent.play((request) => (request.count === 2 ? [right(agent.requests[0]!), right(request)] : []))
    const target = createTarget({ port: agent.port, timeoutMs: 250, retries: 2 })
    const answered = await probe.visit(target, [])
    expect(answered).toMatchObject({ ok: true, value: { sysUpTimeCs: 4_711 } })
    // The round trip is that of the try that was answered, not of the last one.
    expect(answered.ok && answered.value.rttMs).toBeGreaterThan(100)
  })

  it('is sent as often as it may be tried, and no more', async () => {
    const target = createTarget({ port: agent.port, timeoutMs: 30, retries: 2 })
    expect(await probe.visit(target, [])).toMatchObject({ ok: false, why: 'timeout' })
    expect(agent.requests).toHaveLength(3)
    expect(await probe.visit(target, [], 1)).toMatchObject({ ok: false, why: 'timeout' })
    expect(agent.requests).toHaveLength(4)
  })

  it('settles once whether its answer comes just before, at or after its deadline', async () => {
    let settled = 0
    agent.play((request) => {
      setTimeout(() => agent.send(right(request)), 19 + (request.count % 4) * 0.7)
      return []
    })
    for (let round = 0; round < 40; round += 1)
      await ask(20).then(() => {
        settled += 1
      })
    expect(settled).toBe(40)
    expect(probe.inFlight()).toBe(0)
  })

  it('on its way when the probe closes is settled at once, and none is sent after it', async () => {
    const asked = ask(10_000)
    await expect.poll(() => agent.requests.length).toBe(1)
    await probe.close()
    expect(await asked).toMatchObject({ ok: false, why: 'not-asked' })
    expect(await ask(50)).toMatchObject({ ok: false, why: 'not-asked' })
    probe = createSnmpProbe({ clock: realClock })
  })

  it('to an IPv6 address is answered, however the address is written', async () => {
    const socket = createSocket('udp6')
    await new Promise<void>((resolve) => socket.bind(0, '::1', resolve))
    socket.on('message', (datagram, { port, address }) => {
      datagram[datagram.indexOf(0xa0)] = tags.getResponse
      socket.send(datagram, port, address)
    })
    const target = createTarget({ port: socket.address().port, address: '0:0:0:0:0:0:0:1' })
    expect(await probe.ask(target, 1_000)).toMatchObject({ ok: false, why: 'no-such-object' })
    socket.close()
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, InterfaceReading, Visit } from '../../domain/reading.ts'
import { tags } from './ber.ts'
import { answer, counter64, integer, text, tlv } from '../../simulator/hostile/forge.ts'
import { startHostileAgent, type HostileAgent } from '../../simulator/hostile/hostile-agent.ts'
import { instance, system } from './mib.ts'
import { createSnmpProbe, type SnmpProbe } from './snmp-probe.ts'
import { fromTable, tableOf, type Table } from '../../simulator/hostile/table-agent.ts'
import { createTarget, realClock } from './test-target.ts'
import { wantedLink } from './wanted.test-kit.ts'

let agent: HostileAgent
let probe: SnmpProbe
let table: Table
const wan = [wantedLink('utama', 'wan0')]

beforeEach(async () => {
  table = tableOf(['lo', 'lan0', 'wan0', 'wwan0'])
  agent = await startHostileAgent((request) => fromTable(table)(request))
  probe = createSnmpProbe({ clock: realClock })
})
afterEach(async () => {
  await probe.close()
  await agent.close()
})

async function visit(wanted = wan, version: '1' | '2c' = '2c'): Promise<Answer<Visit>> {
  agent.requests.length = 0
  return probe.visit(createTarget({ port: agent.port, version, timeoutMs: 2_000, retries: 0 }), wanted)
}

async function read(version: '1' | '2c' = '2c'): Promise<InterfaceReading | undefined> {
  const seen = await visit(wan, version)
  expect(seen).toMatchObject({ ok: true })
  return seen.ok ? seen.value.interfaces.get('utama') : undefined
}

describe('a visit', () => {
  it('is one GET of everything once the interfaces are known', async () => {
    const first = await visit()
    expect(first).toMatchObject({ ok: true, value: { identity: { sysName: 'rtr-uji' } } })
    const second = await visit()
    expect(agent.requests).toHaveLength(1)
    expect(second).toMatchObject({ ok: true, value: { sysUpTimeCs: 100_000, identity: null } })
    expect(second.ok && second.value.interfaces.get('utama')).toEqual({
      found: true,
      index: 3,
      name: 'wan0',
      operStatus: 'up',
      counterBits: 64,
      inOctets: 0x300n,
      outOctets: 0x301n,
      inErrors: 0,
      outErrors: 0,
      inDiscards: 0,
      outDiscards: 0,
      speedBitsPerSecond: 100_000_000,
      lastChangeCs: 500,
      discontinuityCs: 0,
    })
  })

  it('asks a router without wanted interfaces for its uptime', async () => {
    await visit([])
    expect(await visit([])).toMatchObject({ ok: true, value: { sysUpTimeCs: 100_000 } })
    expect(agent.requests.map(({ oids }) => oids)).toEqual([[system.sysUpTime]])
  })

  it('reads the 32-bit counters where there are none of 64 bits, and remembers it', async () => {
    table.delete(instance('ifHcInOctets', 3))
    expect(await read()).toMatchObject({ counterBits: 32, inOctets: 30n, outOctets: 31n })
    await read()
    expect(agent.requests).toHaveLength(1)
  })

  it('leaves out a name that SNMPv1 fails the whole answer for, and remembers it', async () => {
    table.delete(instance('ifHighSpeed', 3))
    table.delete(instance('ifCounterDiscontinuityTime', 3))
    expect(await read('1')).toMatchObject({
      found: true,
      counterBits: 32,
      inOctets: 30n,
      discontinuityCs: null,
    })
    await read('1')
    expect(agent.requests).toHaveLength(1)
  })

  it('reads a router without ifXTable by ifDescr', async () => {
    for (const oid of table.keys()) if (oid.startsWith('1.3.6.1.2.1.31.')) table.delete(oid)
    table.set(instance('ifDescr', 3), text('wan0\0'))
    for (const version of ['1', '2c'] as const) {
      probe.forget('rtr-1')
      expect(await read(version)).toMatchObject({ index: 3, name: 'wan0', counterBits: 32 })
    }
  })

  it('halves what it asks at once when the answer is too big, and takes no part of it', async () => {
    agent.play((request) =>
      request.oids.length > 5 ? [answer(request, [], { errorStatus: 1 })] : fromTable(table)(request),
    )
    expect(await read()).toMatchObject({ counterBits: 64, inOctets: 0x300n, discontinuityCs: 0 })
    await read()
    expect(agent.requests.every(({ oids }) => oids.length <= 5)).toBe(true)
  })

  it('takes a counter that is missing or odd for not read', async () => {
    await read()
    table.delete(instance('ifInErrors', 3))
    table.set(instance('ifOutErrors', 3), text('banyak'))
    table.set(instance('ifLastChange', 3), integer(100_001, tags.timeTicks))
    expect(await read()).toMatchObject({
      inErrors: null,
      outErrors: null,
      lastChangeCs: null,
      inOctets: 0x300n,
    })
  })

  it.each([
    [[0], 0n],
    [[0, 255, 255, 255, 255, 255, 255, 255, 255], 2n ** 64n - 1n],
    [[255, 255, 255, 255, 255, 255, 255, 255], 2n ** 64n - 1n],
  ])('reads a Counter64 of the bytes %j', async (bytes, octets) => {
    table.set(instance('ifHcInOctets', 3), counter64(bytes))
    expect(await read()).toMatchObject({ inOctets: octets })
  })

  it.each([[[]], [[1, 0, 0, 0, 0, 0, 0, 0, 0]], [Array.from({ length: 16 }, () => 0)]])(
    'refuses an answer with a Counter64 of the bytes %j',
    async (bytes) => {
      await read()
      table.set(instance('ifHcInOctets', 3), counter64(bytes))
      expect(await visit()).toMatchObject({ ok: false, why: 'bad-answer' })
      expect(probe.refused()).toEqual({ malformed: 1 })
    },
  )

  it('says so where a router has no sysUpTime', async () => {
    table.delete(system.sysUpTime)
    expect(await visit()).toMatchObject({ ok: false, why: 'no-such-object' })
    expect(await visit(wan, '1')).toMatchObject({ ok: false, why: 'no-such-object' })
  })

  it('keeps control characters out of what a router says it is', async () => {
    table.set(system.sysName, text(`a\u0000b\r\n\u001b[31m${'x'.repeat(400)}`))
    const seen = await visit()
    const sysName = seen.ok ? seen.value.identity?.sysName : null
    expect(sysName).toMatch(/^a\\u0000b \\u001b\[31mx+$/)
    expect(sysName).toHaveLength(255)
  })

  it('reads links that share an interface once', async () => {
    const both = [...wan, wantedLink('cadangan', 'wan0')]
    await visit(both)
    const seen = await visit(both)
    expect(agent.requests[0]?.oids).toHaveLength(13)
    expect(seen.ok && [...seen.value.interfaces.keys()]).toEqual(['utama', 'cadangan'])
  })

  it('does not take an OCTET STRING for a number', async () => {
    table.set(system.sysUpTime, tlv(tags.octetString, Buffer.from('1')))
    expect(await visit()).toMatchObject({ ok: false, why: 'no-such-object' })
  })
})

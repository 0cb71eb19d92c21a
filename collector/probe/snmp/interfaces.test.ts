import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, Visit } from '../../domain/reading.ts'
import { tags } from './ber.ts'
import { answer, integer, text } from '../../simulator/hostile/forge.ts'
import { startHostileAgent, type HostileAgent, type Request } from '../../simulator/hostile/hostile-agent.ts'
import { instance, system } from './mib.ts'
import { createSnmpProbe, type SnmpProbe } from './snmp-probe.ts'
import { fromTable, tableOf, type Table } from '../../simulator/hostile/table-agent.ts'
import { createTarget } from './test-target.ts'
import { wantedLink } from './wanted.test-kit.ts'

let agent: HostileAgent
let probe: SnmpProbe
let table: Table
let passedMs: number
const clock = { now: () => Date.now(), monotonicMs: () => performance.now() + passedMs }

beforeEach(async () => {
  passedMs = 0
  table = tableOf(['lo', 'lan0', 'wan0', 'wwan0'])
  agent = await startHostileAgent((request) => fromTable(table)(request))
  probe = createSnmpProbe({ clock })
})
afterEach(async () => {
  await probe.close()
  await agent.close()
})

async function visit(...names: string[]): Promise<Answer<Visit>> {
  agent.requests.length = 0
  const wanted = names.map((name) => wantedLink(name, name))
  return probe.visit(createTarget({ port: agent.port, timeoutMs: 2_000, retries: 0 }), wanted)
}

async function indexOf(name: string): Promise<number | null | undefined> {
  const seen = await visit(name)
  expect(seen).toMatchObject({ ok: true })
  return seen.ok ? seen.value.interfaces.get(name)?.index : undefined
}

const walked = (): Request[] => agent.requests.filter(({ type }) => type !== tags.getRequest)
const setUpTime = (cs: number): unknown => table.set(system.sysUpTime, integer(cs, tags.timeTicks))

describe('a name', () => {
  it('is looked for in ifName, then ifDescr, then ifAlias', async () => {
    table.set(instance('ifDescr', 2), text('wan0'))
    table.set(instance('ifAlias', 1), text('antarmuka 4'))
    expect(await indexOf('wan0')).toBe(3)
    expect(await indexOf('antarmuka 4')).toBe(4)
    expect(await indexOf('ke lan0')).toBe(2)
  })

  it('that several interfaces have is that of the lowest index', async () => {
    table = tableOf(['lo', 'wan0', 'wan0'])
    expect(await indexOf('wan0')).toBe(2)
  })

  it('that no interface has is told as not found, and looked for again after ten minutes', async () => {
    expect(await indexOf('wan9')).toBeNull()
    expect(await indexOf('wan9')).toBeNull()
    expect(walked()).toHaveLength(0)
    table.set(instance('ifName', 4), text('wan9'))
    passedMs = 10 * 60_000
    setUpTime(200_000)
    expect(await indexOf('wan9')).toBe(4)
  })

  it('is found anew when its index has moved, and no value of the other is taken', async () => {
    expect(await indexOf('wan0')).toBe(3)
    table = tableOf(['lo', 'lan0', 'tun0', 'wan0'])
    const seen = await visit('wan0')
    expect(seen.ok && seen.value.interfaces.get('wan0')).toMatchObject({
      index: 4,
      name: 'wan0',
      inOctets: 0x400n,
    })
  })

  it('is told as not found when its interface has gone', async () => {
    await indexOf('wan0')
    table = tableOf(['lo', 'lan0', null, 'wwan0'])
    expect(await indexOf('wan0')).toBeNull()
  })

  it('whose interface never is what the search said is left open, and not searched in each visit', async () => {
    agent.play((request) =>
      request.type === tags.getRequest
        ? [
            answer(
              request,
              request.oids.map((oid) => [
                oid,
                oid === system.sysUpTime ? integer(9_000, tags.timeTicks) : text('lain'),
              ]),
            ),
          ]
        : fromTable(table)(request),
    )
    const seen = await visit('wan0')
    expect(seen.ok && seen.value.interfaces.has('wan0')).toBe(false)
    await visit('wan0')
    expect(walked()).toHaveLength(0)
  })
})

describe('the indexes', () => {
  it('are found anew after a restart, with the identity', async () => {
    await visit('wan0')
    table = tableOf(['wan0', 'lo'])
    setUpTime(500)
    const seen = await visit('wan0')
    expect(seen).toMatchObject({ ok: true, value: { sysUpTimeCs: 500, identity: { sysName: 'rtr-uji' } } })
    expect(seen.ok && seen.value.interfaces.get('wan0')?.index).toBe(1)
  })

  it('stay when sysUpTime goes round after 497 days', async () => {
    setUpTime(2 ** 32 - 100)
    await visit('wan0')
    passedMs = 60_000
    setUpTime(5_900)
    await visit('wan0')
    expect(agent.requests).toHaveLength(1)
  })

  it('are forgotten with the router', async () => {
    await visit('wan0')
    probe.forget('rtr-1')
    await visit('wan0')
    expect(walked()).not.toHaveLength(0)
  })
})

import { afterEach, beforeEach, expect, it } from 'vitest'
import { answer, tlv, type Varbind } from '../../simulator/hostile/forge.ts'
import { type HostileAgent, type Request, startHostileAgent } from '../../simulator/hostile/hostile-agent.ts'
import { fromTable, tableOf } from '../../simulator/hostile/table-agent.ts'
import { tags } from './ber.ts'
import { instance } from './mib.ts'
import { createSnmpProbe, type SnmpProbe } from './snmp-probe.ts'
import { createTarget, realClock } from './test-target.ts'
import { wantedLink } from './wanted.test-kit.ts'

const genErr = 5
const table = tableOf(['lan0', 'wan0'])

let agent: HostileAgent
let probe: SnmpProbe
beforeEach(async () => {
  agent = await startHostileAgent((request) => fromTable(table)(request))
  probe = createSnmpProbe({ clock: realClock })
})
afterEach(async () => {
  await probe.close()
  await agent.close()
})

/** Fails, as agents do, at the first name of the list that it is asked for. */
function failingAt(...names: string[]): void {
  agent.play((request) => {
    const place = request.oids.findIndex((oid) => names.includes(oid))
    return place < 0 ? fromTable(table)(request) : [failure(request, place + 1)]
  })
}

function failure(request: Request, errorIndex: number): Buffer {
  const empty = request.oids.map((oid): Varbind => [oid, tlv(tags.null)])
  return answer(request, empty, { errorStatus: genErr, errorIndex })
}

const visit = (version: '1' | '2c' = '2c') =>
  probe.visit(createTarget({ port: agent.port, version, timeoutMs: 2_000, retries: 0 }), [
    wantedLink('utama', 'wan0'),
  ])

it.each(['1', '2c'] as const)(
  'goes on without a name that the router fails to read, in SNMPv%s',
  async (version) => {
    await visit(version)
    failingAt(instance('ifInErrors', 2), instance('ifHighSpeed', 2))
    const seen = await visit(version)
    const reading = seen.ok ? seen.value.interfaces.get('utama') : seen
    expect(reading).toMatchObject({ operStatus: 'up', inErrors: null, outErrors: 0 })
  },
)

it('asks for it again with the next visit', async () => {
  await visit()
  failingAt(instance('ifInErrors', 2))
  await visit()
  failingAt()
  const seen = await visit()
  expect(seen.ok && seen.value.interfaces.get('utama')).toMatchObject({ inErrors: 0 })
})

it('gives up where everything fails', async () => {
  await visit()
  agent.play((request) => [failure(request, request.oids.length)])
  agent.requests.length = 0
  expect(await visit()).toMatchObject({ ok: false, why: 'bad-answer' })
  expect(agent.requests.length).toBeLessThan(20)
})

it('gives up where it names no name, or the first', async () => {
  await visit()
  for (const errorIndex of [0, 1]) {
    agent.play((request) => [failure(request, errorIndex)])
    agent.requests.length = 0
    expect(await visit()).toMatchObject({ ok: false, why: 'bad-answer' })
    expect(agent.requests).toHaveLength(1)
  }
})

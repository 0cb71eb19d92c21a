import { afterEach, beforeEach, expect, it } from 'vitest'
import { integer, tlv } from '../../simulator/hostile/forge.ts'
import { type HostileAgent, startHostileAgent } from '../../simulator/hostile/hostile-agent.ts'
import { fromTable, type Table, tableOf } from '../../simulator/hostile/table-agent.ts'
import { tags } from './ber.ts'
import { instance, system } from './mib.ts'
import { createSnmpProbe, type SnmpProbe } from './snmp-probe.ts'
import { createTarget } from './test-target.ts'
import { wantedLink } from './wanted.test-kit.ts'

let agent: HostileAgent
let probe: SnmpProbe
let table: Table
let passedMs: number
const clock = { now: () => Date.now(), monotonicMs: () => performance.now() + passedMs }
const [up, down] = [1, 2]

beforeEach(async () => {
  passedMs = 0
  agent = await startHostileAgent((request) => fromTable(table)(request))
  probe = createSnmpProbe({ clock })
})
afterEach(async () => {
  await probe.close()
  await agent.close()
})

/** Of interfaces from index 1, each with its ifOperStatus. */
function say(...interfaces: [name: string, operStatus: number][]): void {
  table = tableOf(interfaces.map(([name]) => name))
  table.set(system.ifNumber, integer(interfaces.length))
  for (const [at, [, operStatus]] of interfaces.entries())
    table.set(instance('ifOperStatus', at + 1), integer(operStatus))
}

async function visit() {
  agent.requests.length = 0
  const target = createTarget({ port: agent.port, timeoutMs: 2_000, retries: 0 })
  const seen = await probe.visit(target, [wantedLink('utama', 'tun0')])
  return seen.ok ? seen.value.interfaces.get('utama') : seen
}
const walks = () => agent.requests.filter(({ type }) => type !== tags.getRequest).length

it('takes the row that is up where two bear the name', async () => {
  say(['lo', up], ['tun0', down], ['tun0', up])
  expect(await visit()).toMatchObject({ index: 3, operStatus: 'up' })
})

it('follows an interface that is made anew while the row of the old one stays as down', async () => {
  say(['lo', up], ['tun0', up])
  expect(await visit()).toMatchObject({ index: 2, operStatus: 'up' })
  say(['lo', up], ['tun0', down])
  expect(await visit()).toMatchObject({ index: 2, operStatus: 'down' })
  await visit()
  say(['lo', up], ['tun0', down], ['tun0', up])
  expect(await visit()).toMatchObject({ index: 3, operStatus: 'up' })
  say(['lo', up], ['lan0', up], ['tun0', up])
  expect(await visit()).toMatchObject({ index: 3, operStatus: 'up' })
})

it('stays with a row where none of the name is up', async () => {
  say(['lo', up], ['tun0', down], ['tun0', down])
  expect(await visit()).toMatchObject({ index: 2, operStatus: 'down' })
})

it('costs no walk a visit while there are as many interfaces as before', async () => {
  say(['lo', up], ['tun0', down])
  await visit()
  await visit()
  await visit()
  expect(walks()).toBe(0)
  passedMs = 11 * 60_000
  await visit()
  expect(walks()).toBeGreaterThan(0)
})

it('does not move from a row that is up', async () => {
  say(['lo', up], ['tun0', up], ['tun0', up])
  await visit()
  expect(await visit()).toMatchObject({ index: 2 })
  expect(walks()).toBe(0)
})

it('stays with what it knows where the other rows cannot be asked', async () => {
  say(['lo', up], ['tun0', down], ['tun0', up])
  table.set(instance('ifOperStatus', 3), tlv(tags.octetString))
  expect(await visit()).toMatchObject({ index: 2, operStatus: 'down' })
})

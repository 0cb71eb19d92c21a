import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, Visit } from '../../domain/reading.ts'
import { tags } from './ber.ts'
import { answer, text, tlv } from '../../simulator/hostile/forge.ts'
import { startHostileAgent, type HostileAgent, type Request } from '../../simulator/hostile/hostile-agent.ts'
import { columns, instance } from './mib.ts'
import { createSnmpProbe, type SnmpProbe } from './snmp-probe.ts'
import { fromTable, tableOf, type Table } from '../../simulator/hostile/table-agent.ts'
import { createTarget, realClock } from './test-target.ts'
import { wantedLink } from './wanted.test-kit.ts'

let agent: HostileAgent
let probe: SnmpProbe
let table: Table

beforeEach(async () => {
  table = tableOf(['lo', 'lan0', 'wan0', 'wwan0'])
  agent = await startHostileAgent((request) => fromTable(table)(request))
  probe = createSnmpProbe({ clock: realClock })
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

/** What was asked to find names, not tunnels. */
const walked = (): Request[] =>
  agent.requests.filter(({ type, oids }) => type !== tags.getRequest && !oids[0]?.startsWith(columns.ifType))

describe('the search', () => {
  it('asks for less where a router answers no large GETBULK, and remembers it', async () => {
    agent.play((request) => (request.maxRepetitions > 6 ? [] : fromTable(table)(request)))
    expect(await indexOf('wan0')).toBe(3)
    expect(walked().map(({ maxRepetitions }) => maxRepetitions)).toEqual([25, 12, 6])
    expect(await indexOf('wwan0')).toBe(4)
    expect(walked().map(({ maxRepetitions }) => maxRepetitions)).toEqual([6])
  })

  it('goes one by one where a router answers no GETBULK at all', async () => {
    agent.play((request) => (request.type === tags.getBulkRequest ? [] : fromTable(table)(request)))
    expect(await indexOf('lan0')).toBe(2)
    expect(walked().at(-1)?.type).toBe(tags.getNextRequest)
  })

  it('stops at the first name that does not increase', async () => {
    agent.play((request) =>
      request.type === tags.getRequest
        ? fromTable(table)(request)
        : [
            answer(request, [
              [instance('ifName', 1), text('a')],
              [instance('ifName', 1), text('a')],
            ]),
          ],
    )
    const seen = await visit('wan0')
    expect(seen.ok && seen.value.interfaces.has('wan0')).toBe(false)
    expect(walked()).toHaveLength(1)
  })

  it('stops where a router repeats what it was asked', async () => {
    agent.play((request) =>
      request.type === tags.getRequest
        ? fromTable(table)(request)
        : [
            answer(
              request,
              request.oids.map((oid) => [oid, text('a')]),
            ),
          ],
    )
    expect(await visit('wan0')).toMatchObject({ ok: true })
    expect(walked().length).toBeLessThanOrEqual(2)
  })

  it('ends in a table without end', async () => {
    let index = 0
    agent.play((request) =>
      request.type === tags.getRequest
        ? fromTable(table)(request)
        : [
            answer(
              request,
              Array.from({ length: 25 }, () => [instance('ifName', (index += 1)), text('a')]),
            ),
          ],
    )
    expect(await visit('wan0')).toMatchObject({ ok: true })
    expect(index).toBeLessThanOrEqual(2_025)
    await visit('wan0')
    expect(walked()).toHaveLength(0)
  })

  it('ends in a table without end that comes one by one', async () => {
    let index = 0
    agent.play((request) =>
      request.type === tags.getRequest
        ? fromTable(table)(request)
        : [answer(request, [[instance('ifName', (index += 1)), text('a')]])],
    )
    expect(await visit('wan0')).toMatchObject({ ok: true })
    expect(walked()).toHaveLength(200)
  })

  it('takes nothing of what follows the end of a column', async () => {
    agent.play((request) =>
      request.type !== tags.getRequest && request.oids[0] === columns.ifName
        ? [
            answer(request, [
              [`${columns.ifHcInOctets}.1`, text('x')],
              [instance('ifName', 9), text('wan0')],
            ]),
          ]
        : fromTable(table)(request),
    )
    expect(await indexOf('wan0')).not.toBe(9)
  })

  it('leaves the name open when the router falls silent, and tries again with the next visit', async () => {
    agent.play((request) => (request.type === tags.getRequest ? fromTable(table)(request) : []))
    const seen = await visit('wan0')
    expect(seen.ok && seen.value.interfaces.has('wan0')).toBe(false)
    agent.play(fromTable(table))
    expect(await indexOf('wan0')).toBe(3)
  })

  it('takes an empty answer for no answer to the question', async () => {
    agent.play((request) =>
      request.type === tags.getRequest ? fromTable(table)(request) : [answer(request, [])],
    )
    const seen = await visit('wan0')
    expect(seen.ok && seen.value.interfaces.has('wan0')).toBe(false)
  })

  it('knows the end of the whole MIB', async () => {
    agent.play((request) =>
      request.type === tags.getRequest
        ? fromTable(table)(request)
        : [
            answer(
              request,
              request.oids.map((oid) => [oid, tlv(tags.endOfMibView)]),
            ),
          ],
    )
    expect(await indexOf('wan0')).toBeNull()
  })
})

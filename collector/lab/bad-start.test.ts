/** A start with a devices.yaml that cannot be read: nothing is watched, and nothing of the history is touched. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../db/open-store.ts'
import { recordChanges } from '../../db/record-changes.ts'
import { registerLinks } from '../../db/register-links.ts'
import { temporaryFolder } from '../../db/temporary-store.test-kit.ts'
import { beginWatch } from '../../db/watch.ts'
import type { StatusChange } from '../domain/status.ts'
import type { Outage } from '../domain/outage.ts'
import type { Health, Snapshot } from '../serve/wire.ts'
import { leaveKeys } from './keys.ts'
import { startLocalCollector } from './local-collector.ts'
import { until } from './until.ts'

const minuteMs = 60_000

/** Nobody answers at this port, so that the link goes on being down. */
const devices = `
icmp: { every: 2s, timeout: 100ms }
snmp: { every: 10s, community: uji, port: 9, timeout: 100ms, retries: 0 }
satker:
  - code: "990001"
    name: Uji
    type: kua
    province: "51"
    routers: [{ id: uji-ce, address: 127.0.0.1 }]
    links: [{ id: uji, router: uji-ce, reach: snmp }]
`

/** What a run that ended an hour ago left: a link that was down. */
async function leaveOpenOutage(data: string): Promise<void> {
  const store = await openStore(data)
  const endedAt = Date.now() - 60 * minuteMs
  const downAt = endedAt - minuteMs
  const down: StatusChange = {
    link: 'uji',
    at: downAt,
    from: 'unknown',
    fromSince: downAt,
    to: 'down',
    because: null,
    evidence: [{ at: downAt, what: 'first-reading' }],
  }
  await store.write((trx) => beginWatch(trx, endedAt))
  await store.write((trx) => registerLinks(trx, [{ id: 'uji', satker: '990001', formerly: [] }], downAt))
  await store.write((trx) => recordChanges(trx, [down], downAt))
  await store.close()
}

test('a start with a bad file leaves an open outage as it was, and what passed meanwhile is unwatched', async () => {
  const data = temporaryFolder()
  const file = join(data, 'devices.yaml')
  await leaveOpenOutage(data)
  const { token } = await leaveKeys(data)
  writeFileSync(file, 'satkers: []')
  for (const isMended of [false, true]) {
    const collector = await startLocalCollector(file, data, token)
    onTestFinished(() => collector.kill())
    const outages = async () => (await collector.get<{ outages: Outage[] }>('/api/outages')).outages
    expect((await collector.get<Health>('/api/health')).config.problems).toHaveLength(1)
    expect(await outages()).toMatchObject([{ id: 1, ended: null, unwatchedMs: 0 }])
    if (isMended) {
      writeFileSync(file, devices)
      await until('the mended file is watched', 20_000, async () => {
        const { links } = await collector.get<Snapshot>('/api/network')
        return links[0]?.status === 'down' && (await outages())[0]?.unwatchedMs ? true : undefined
      })
      const [outage, ...others] = await outages()
      expect(others).toEqual([])
      expect(outage).toMatchObject({ id: 1, ended: null })
      expect(outage?.unwatchedMs).toBeGreaterThan(59 * minuteMs)
    }
    collector.child.kill('SIGTERM')
    await until('it ended', 6_000, () => collector.child.exitCode ?? undefined)
  }
}, 60_000)

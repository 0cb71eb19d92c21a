/** Started by kill.test.ts: records without a pause, and says on standard output what is committed, after it is. */
import { writeSync } from 'node:fs'
import { everything } from '../collector/domain/scope.ts'
import type { LinkStatus } from '../collector/domain/status.ts'
import { loadStatuses } from './load-statuses.ts'
import { openStore } from './open-store.ts'
import { recordChanges } from './record-changes.ts'
import { recordMinutes } from './record-minutes.ts'
import { registerLinks } from './register-links.ts'
import { change, link, minuteRow } from './samples.test-kit.ts'

const names = ['a', 'b', 'c']
const turns: LinkStatus[] = ['down', 'up', 'unreachable', 'down', 'degraded', 'unknown']

const store = await openStore(process.argv[2] ?? '')
await store.write((trx) => registerLinks(trx, names.map(link), 0))
const statuses = await loadStatuses(store.db, everything)
let at = Math.max(0, ...[...statuses.values()].map((status) => status.since))

for (;;) {
  at += 1
  const changes = names.map((name, index) => {
    const before = statuses.get(name) ?? { status: 'unknown', since: 0 }
    const to = turns[(at + index) % turns.length] ?? 'up'
    statuses.set(name, { status: to, since: at })
    return change(name, at, before.status, before.since, to)
  })
  await store.write((trx) => recordChanges(trx, changes, at))
  await recordMinutes(
    store,
    names.map((name) => minuteRow(name, at * 60_000)),
  )
  writeSync(1, `${at}\n`)
}

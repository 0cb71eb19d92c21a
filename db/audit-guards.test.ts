import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { missingAuditGuards } from './audit-guards.ts'
import { appendEach, auditEvent } from './audit-entries.test-kit.ts'
import { openReadOnly } from './open-read-only.ts'
import { temporaryFolder, temporaryStore } from './temporary-store.test-kit.ts'

it('are all there in a store of ours', async () => {
  const folder = temporaryFolder()
  const store = await temporaryStore([], folder)
  await appendEach(store, [auditEvent()])
  expect(await missingAuditGuards(store.db)).toEqual([])
  const reader = openReadOnly(folder)
  expect(await missingAuditGuards(reader.db)).toEqual([])
  await reader.close()
})

const idle = 'begin select 1; end'

it.each<[how: string, change: string, missing: string]>([
  ['was taken away', 'drop trigger audit_unchanged', 'audit_unchanged'],
  [
    'does nothing any more',
    `drop trigger audit_unremoved; create trigger audit_unremoved before delete on audit ${idle}`,
    'audit_unremoved',
  ],
  [
    'is of another table',
    `drop trigger audit_unreplaced; create trigger audit_unreplaced before insert on watch ${idle}`,
    'audit_unreplaced',
  ],
])('lack one that %s', async (_how, change, missing) => {
  const store = await temporaryStore()
  const database = new DatabaseSync(store.file)
  database.exec(change)
  database.close()
  expect(await missingAuditGuards(store.db)).toEqual([missing])
})

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { beginWatch } from '../../db/watch.ts'
import { stage } from './access.test-kit.ts'

it('hears of what another process wrote, and not of what the collector recorded itself', async () => {
  const { access, store, folder } = await stage()
  let heard = 0
  access.onChange(() => (heard += 1))
  await store.write((trx) => beginWatch(trx, 1))
  const beside = new DatabaseSync(join(folder, 'satker-connected.db'))
  beside.exec("insert into account (id, name, role, scope, created_at) values ('a', 'a', 'viewer', '{}', 1)")
  beside.close()
  await expect.poll(() => heard).toBe(1)
  await access.stop()
  expect(heard).toBe(1)
})

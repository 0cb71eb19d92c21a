import { expect, it } from 'vitest'
import { everything } from '../collector/domain/scope.ts'
import type { RouterIdentity } from '../collector/domain/reading.ts'
import { routerIdentities, saveRouterIdentity } from './router-identities.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

it('keeps what each router said last, and when', async () => {
  const store = await temporaryStore()
  const first: RouterIdentity = {
    sysDescr: 'RouterOS CCR1009',
    sysObjectId: '1.3.6.1.4.1.14988.1',
    sysName: 'contoh-ce1',
  }
  const later: RouterIdentity = {
    sysDescr: null,
    sysObjectId: '1.3.6.1.4.1.9.1.1',
    sysName: "<b>'; drop table link",
  }
  expect(await routerIdentities(store.db, everything)).toEqual(new Map())
  await store.write((trx) => saveRouterIdentity(trx, 'ce1', first, 100))
  await store.write((trx) => saveRouterIdentity(trx, 'ce2', first, 100))
  await store.write((trx) => saveRouterIdentity(trx, 'ce1', later, 200))
  expect(await routerIdentities(store.db, everything)).toEqual(
    new Map([
      ['ce1', { at: 200, ...later }],
      ['ce2', { at: 100, ...first }],
    ]),
  )
})

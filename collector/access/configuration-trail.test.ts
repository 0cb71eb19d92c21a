import { expect, it } from 'vitest'
import type { SignOn } from '../domain/access-settings.ts'
import { StoreFull } from '../../db/store-error.ts'
import { emptyNetwork } from '../domain/empty-network.ts'
import { everything } from '../domain/scope.ts'
import { Secret } from '../domain/secret.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import { silentLog } from '../log.ts'
import { stage } from './access.test-kit.ts'
import { ConfigurationTrail, type LoadedConfiguration } from './configuration-trail.ts'

const settings = { version: '2c', port: 161, timeoutMs: 1, retries: 0, user: null, level: null } as const
const snmp = (community: string): SnmpAccess => ({
  settings: { ...settings, authProtocol: null, privProtocol: null },
  community: new Secret(community),
  authKey: null,
  privKey: null,
})
const loaded = (instead: Partial<LoadedConfiguration> = {}): LoadedConfiguration => ({
  network: { ...emptyNetwork, organisation: 'Uji' },
  access: new Map([['ce1', snmp('canary-community')]]),
  signOnSecret: new Secret('canary-client-secret'),
  ...instead,
})

async function begin() {
  const { store, clock } = await stage()
  const keys = { fingerprint: (secret: string) => `#${secret.length}-${secret.at(-5)}` }
  const told = async () =>
    (await store.db.selectFrom('audit').select(['before', 'after']).orderBy('id').execute()).map((row) => ({
      before: row.before === null ? null : (JSON.parse(row.before) as object),
      after: JSON.parse(row.after ?? 'null') as object,
    }))
  const logged: string[] = []
  const log = { ...silentLog, error: (event: string) => void logged.push(event) }
  let isFull = false
  const write: typeof store.write = (work) =>
    isFull ? Promise.reject(new StoreFull('the store', null)) : store.write(work)
  const trail = () => new ConfigurationTrail({ store: { db: store.db, write }, clock, keys, log })
  return { trail, told, logged, fill: (full: boolean) => (isFull = full) }
}

it('tells the first load, and a restart on the same file nothing', async () => {
  const { trail, told } = await begin()
  await trail().tell(loaded())
  await trail().tell(loaded())
  expect(await told()).toHaveLength(1)
  expect((await told())[0]).toMatchObject({
    before: null,
    after: { organisation: 'Uji', satker: 0, links: 0 },
  })
})

it('tells what an edit changed, by id', async () => {
  const { trail, told } = await begin()
  const same = trail()
  await same.tell(loaded())
  const network = {
    ...emptyNetwork,
    organisation: 'Uji Dua',
    access: { ...emptyNetwork.access, publicPage: true },
  }
  await same.tell(loaded({ network }))
  expect((await told())[1]).toMatchObject({
    before: { organisation: 'Uji', access: { publicPage: false } },
    after: { organisation: 'Uji Dua', access: { publicPage: true }, changed: { settings: true } },
  })
  await same.tell(loaded({ network }))
  expect(await told()).toHaveLength(2)
})

it('tells that a secret became another, and never the secret', async () => {
  const { trail, told } = await begin()
  const same = trail()
  await same.tell(loaded())
  await same.tell(loaded({ access: new Map([['ce1', snmp('canary-communitx-longer')]]) }))
  await same.tell(loaded({ signOnSecret: null, access: new Map() }))
  const rows = await told()
  expect(rows).toHaveLength(3)
  const [one, two] = rows.map(({ after }) => (after as { credentials: string }).credentials)
  expect(one).not.toBe(two)
  expect(JSON.stringify(rows)).not.toContain('canary')
})

it('says when the single sign-on became another, also over a restart', async () => {
  const { trail } = await begin()
  const signOn: SignOn = {
    name: 'SSO',
    issuer: 'https://sso.example/',
    clientId: 'x',
    claim: 'groups',
    roles: [{ value: 'a', role: 'viewer', scope: everything }],
  }
  const by = (given: SignOn | null) =>
    loaded({ network: { ...emptyNetwork, access: { ...emptyNetwork.access, signOn: given } } })
  const told = async (each: LoadedConfiguration) => (await trail().tell(each)).isSignOnOther
  expect(await told(by(signOn))).toBe(true)
  expect(await told(by(signOn))).toBe(false)
  expect(await told(by({ ...signOn, name: 'SSO Kemenag' }))).toBe(false)
  expect(await told(by({ ...signOn, roles: [] }))).toBe(true)
  expect(await told(by(null))).toBe(true)
  const same = trail()
  await same.tell(by(null))
  expect((await same.tell(by(signOn))).isSignOnOther).toBe(true)
})

it('holds no edit up where the disk is full, and tells of it with the next', async () => {
  const { trail, told, logged, fill } = await begin()
  const same = trail()
  await same.tell(loaded())
  const called = (organisation: string) => loaded({ network: { ...emptyNetwork, organisation } })
  fill(true)
  expect(await same.tell(called('Uji Dua'))).toEqual({ isSignOnOther: false })
  expect(logged).toEqual(['audit-not-written'])
  expect(await told()).toHaveLength(1)
  fill(false)
  await same.tell(called('Uji Tiga'))
  expect((await told())[1]).toMatchObject({
    before: { organisation: 'Uji' },
    after: { organisation: 'Uji Tiga' },
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultAccess } from '../domain/access-settings.ts'
import { folderOf } from './folder-of.test-kit.ts'
import { loadNetwork } from './load-network.ts'
import { readNetwork } from './read-network.ts'

/** The settings of the fixture that holds every key, as they come out of the process that reads. */
async function loadComplete() {
  const fixture = readFileSync(new URL('./fixtures/complete.yaml', import.meta.url), 'utf8')
  const content = fixture.replace(/^map: .*/m, '').replace('${file:/run/secrets/uji}', 'kata-sandi-berkas')
  const folder = folderOf({ 'devices.yaml': content })
  const result = await loadNetwork(join(folder, 'devices.yaml'), {
    UMUM: 'umum',
    SATU: 'satu',
    DUA: 'dua',
    OIDC: 'kunci-masuk',
  })
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2))
  return result
}

function accessOf(content: string) {
  const result = readNetwork(join(folderOf({ 'devices.yaml': content }), 'devices.yaml'), {})
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2))
  return { access: result.network.access, signOnSecret: result.signOnSecret }
}

const signOn = (keys: string) => `access: { sign_on: { ${keys} } }`
const provider = 'name: SSO, issuer: "https://sso.example.go.id", client: satker'
const rules = (rule: string) => signOn(`${provider}, roles: [${rule}]`)
const anyRule = 'roles: [{ value: a, role: viewer }]'

test('every key of access has its place in the network', async () => {
  const { network } = await loadComplete()
  expect(network.access).toEqual({
    roleNames: { viewer: 'Kabid TIK', pic: 'PIC jaringan' },
    idleMs: 15 * 60_000,
    longestMs: 8 * 3_600_000,
    publicPage: true,
    signOn: {
      name: 'SSO Uji',
      issuer: 'https://sso.uji.example.go.id/realms/uji',
      clientId: 'satker-connected',
      claim: 'kelompok',
      roles: [
        { value: 'pusdatin-admin', role: 'administrator', scope: 'everything' },
        {
          value: 'kanwil-papua',
          role: 'viewer',
          scope: { provinces: ['91'], types: ['kua', 'madrasah'], satker: ['012345'] },
        },
      ],
    },
  })
})

test('the secret of the sign-on crosses from its process hidden, and stands nowhere else', async () => {
  const { signOnSecret, ...rest } = await loadComplete()
  expect(signOnSecret?.reveal()).toBe('kunci-masuk')
  expect(JSON.stringify([signOnSecret, rest])).not.toContain('kunci-masuk')
})

test('what is left out is as it is without a file', () => {
  expect(accessOf('organisation: A')).toEqual({ access: defaultAccess, signOnSecret: null })
  expect(accessOf('access: {}').access).toEqual(defaultAccess)
})

test('a sign-on needs no secret, and asks the claim groups', () => {
  const { access, signOnSecret } = accessOf(signOn(`${provider}, ${anyRule}`))
  expect(signOnSecret).toBeNull()
  expect(access.signOn).toMatchObject({ claim: 'groups', issuer: 'https://sso.example.go.id/' })
})

test.each([
  ['province: ["51", "52"]', { provinces: ['51', '52'], types: [], satker: [] }],
  ['type: [kua]', { provinces: [], types: ['kua'], satker: [] }],
])('a scope is only what is named: %s', (named, scope) => {
  const { access } = accessOf(rules(`{ value: a, role: viewer, ${named} }`))
  expect(access.signOn?.roles).toEqual([{ value: 'a', role: 'viewer', scope }])
})

test.each([
  'http://127.0.0.1:9/',
  'http://127.8.8.8/a',
  'http://[::1]:9/',
  'http://localhost:9/',
  'https://a.id/',
])('an issuer may be %s', (issuer) => {
  const { access } = accessOf(signOn(`name: SSO, issuer: "${issuer}", client: a, ${anyRule}`))
  expect(access.signOn?.issuer).toBe(issuer)
})

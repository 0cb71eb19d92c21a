import { describe, expect, it, onTestFinished } from 'vitest'
import { defaultAccess } from '../domain/access-settings.ts'
import { narrowSnapshot } from './narrow.ts'
import type { ServeDeps } from './deps.ts'
import { aSnapshot, fakeDeps, FakeClock, identitiesOf } from './fake-deps.test-kit.ts'
import { mismatches } from './json-schema.ts'
import { accessSchemas } from './openapi-access-schemas.ts'
import { createServer } from './server.ts'
import type { WirePublic } from './wire-access.ts'
import type { Snapshot } from './wire.ts'

const canary = 'KANARI'
const office = aSnapshot.satker[0]!
const line = aSnapshot.links[0]!

/** Seven offices in four provinces, with something in every field that must not get out. */
const snapshot: Snapshot = {
  ...aSnapshot,
  timezone: `Asia/${canary}`,
  satker: ['51', '51', '51', '52', '52', '53', '94'].map((province, index) => ({
    ...office,
    code: `77771${index}`,
    name: `${canary} ${index}`,
    province,
    timezone: `Asia/${canary}`,
    location: [-8.77777, 115.77777],
  })),
  links: [
    {
      ...line,
      id: `${canary}-link`,
      satker: '777710',
      router: `${canary}-router`,
      routerAddress: '10.77.77.1',
      endpoint: '10.77.77.2',
      circuit: `${canary}-circuit`,
      provider: `${canary} provider`,
      dependsOn: [`${canary}-hub`],
    },
  ],
  maintenance: [{ links: [`${canary}-link`], from: 0, to: 1, reason: canary }],
  outlines: canary,
}

async function serve(instead: Partial<ServeDeps> = {}) {
  const server = createServer(
    fakeDeps({
      identities: identitiesOf(null),
      access: () => ({ ...defaultAccess, publicPage: true }),
      snapshot: (scope) => narrowSnapshot(snapshot, scope),
      ...instead,
    }),
  )
  onTestFinished(() => server.close())
  const { url } = await server.listen('127.0.0.1', 0)
  return `${url}/api/public`
}

describe('what anybody may see', () => {
  it('is how many satker of a province are what, and no more', async () => {
    const response = await fetch(await serve())
    const text = await response.text()
    const none = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0, none: 0 }
    expect(response.status).toBe(200)
    expect(JSON.parse(text)).toEqual({
      at: snapshot.at,
      organisation: 'Kementerian Agama',
      synthetic: true,
      provinces: [
        { province: '51', satker: 3, statuses: { ...none, degraded: 3 } },
        { province: null, satker: 4, statuses: { ...none, degraded: 4 } },
      ],
    })
    expect(text).not.toMatch(/KANARI|7777|10\.77|-8\.|"(5[23]|94)"/)
    expect(mismatches(JSON.parse(text), accessSchemas.Public!, accessSchemas)).toEqual([])
  })

  it('is counted once a minute, however often it is asked for', async () => {
    const clock = new FakeClock()
    let counted = 0
    const url = await serve({
      clock,
      snapshot: () => {
        counted += 1
        return { ...snapshot, at: counted }
      },
    })
    const at = async () => ((await (await fetch(url)).json()) as WirePublic).at
    expect([await at(), await at()]).toEqual([1, 1])
    clock.advance(59_999)
    expect(await at()).toBe(1)
    clock.advance(1)
    expect([await at(), await at()]).toEqual([2, 2])
  })

  it('is nothing where devices.yaml does not say so, also a moment after it did', async () => {
    let publicPage = true
    const url = await serve({ access: () => ({ ...defaultAccess, publicPage }) })
    expect((await fetch(url)).status).toBe(200)
    publicPage = false
    const response = await fetch(url)
    expect([response.status, await response.json()]).toMatchObject([404, { error: { code: 'not-found' } }])
  })

  it('cannot be asked for more', async () => {
    expect((await fetch(`${await serve()}?province=51`)).status).toBe(400)
  })
})

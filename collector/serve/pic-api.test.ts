import { describe, expect, it, onTestFinished } from 'vitest'
import type { Deed } from '../access/deed.ts'
import { type Scope } from '../domain/scope.ts'
import type { Role } from '../domain/role.ts'
import { aSatkerDetail } from './fake-satker.test-kit.ts'
import { anAdministrator, fakeDeps, identitiesOf, startedAt } from './fake-deps.test-kit.ts'
import { createServer } from './server.ts'

const bali: Scope = { provinces: ['51'], types: [], satker: [] }

/** A server asked by one of that role and scope, and what was asked of the people behind it. */
async function serve(role: Role, isThere = true) {
  const asked: [what: string, scope: Scope, code: string, deed?: Deed][] = []
  const caller = { ...anAdministrator, role, scope: bali }
  const server = createServer(
    fakeDeps({
      identities: identitiesOf(caller),
      people: {
        shown: async (scope, code) => {
          asked.push(['shown', scope, code])
          return aSatkerDetail.pic
        },
        phone: async (...asking) => {
          asked.push(['phone', ...asking])
          return isThere ? '+62 811 234 5678' : null
        },
        confirm: async (...asking) => {
          asked.push(['confirm', ...asking])
          return isThere
        },
      },
    }),
  )
  onTestFinished(() => server.close())
  const { url } = await server.listen('127.0.0.1', 0)
  const post = (path: string) => fetch(`${url}${path}`, { method: 'POST' })
  return { url, post, asked }
}

const phone = '/api/satker/900002/pic/phone'
const confirmation = '/api/satker/900002/pic/confirmation'
const deed = { who: 'account:ani', at: startedAt, address: '127.0.0.1' }

describe('the number of a PIC', () => {
  it('is told in full to who asks for it, within their scope', async () => {
    const { post, asked } = await serve('viewer')
    const response = await post(phone)
    expect([response.status, await response.json()]).toEqual([200, { phone: '+62 811 234 5678' }])
    expect(asked).toEqual([['phone', bali, '900002', deed]])
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('is not there where there is none, and not asked for by a malformed code', async () => {
    const { post } = await serve('viewer', false)
    expect((await post(phone)).status).toBe(404)
    expect((await post('/api/satker/9/pic/phone')).status).toBe(400)
    expect((await post(`${phone}?all=1`)).status).toBe(400)
  })

  it('is not told by looking: a GET has no such way, and a satker shows it masked', async () => {
    const { url, asked } = await serve('viewer')
    expect((await fetch(`${url}${phone}`)).status).toBe(404)
    const detail = await (await fetch(`${url}/api/satker/900002`)).json()
    expect(detail).toMatchObject({ pic: { phone: '••••-••3456' } })
    expect(asked).toEqual([['shown', bali, '900002']])
  })

  it.each<[Role, phone: number, confirmation: number]>([
    ['administrator', 200, 204],
    ['operator', 200, 204],
    ['pic', 200, 204],
    ['viewer', 200, 403],
    ['auditor', 403, 403],
  ])('is for the role %s: %i, and to confirm it: %i', async (role, told, confirmed) => {
    const { post } = await serve(role)
    expect((await post(phone)).status).toBe(told)
    expect((await post(confirmation)).status).toBe(confirmed)
  })
})

describe('the confirmation of a PIC', () => {
  it('is taken within the scope, and answers nothing', async () => {
    const { post, asked } = await serve('operator')
    const response = await post(confirmation)
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect(asked).toEqual([['confirm', bali, '900002', deed]])
  })

  it('is not taken of nobody', async () => {
    const { post } = await serve('operator', false)
    expect((await post(confirmation)).status).toBe(404)
    expect((await post('/api/satker/9/pic/confirmation')).status).toBe(400)
  })
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import { createAccessApi, type AccessApi } from './access-api.ts'

afterEach(() => vi.unstubAllGlobals())

/** What is asked of the collector, as method, path and body. */
async function askedBy(act: (api: AccessApi) => Promise<unknown>): Promise<string> {
  let asked = ''
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body = '' }: RequestInit) => {
    asked = `${method} ${path} ${String(body)}`.trim()
    return Response.json({})
  })
  await act(createAccessApi())
  return asked
}

const scope = { provinces: ['51'], types: [], satker: [] }

describe('the API of access', () => {
  it.each<[string, (api: AccessApi) => Promise<unknown>]>([
    ['GET /api/entry', (api) => api.entry()],
    ['GET /api/session', (api) => api.session()],
    [
      'POST /api/session {"name":"budi","password":"x"}',
      (api) => api.signIn({ name: 'budi', password: 'x' }),
    ],
    ['DELETE /api/session', (api) => api.signOut()],
    ['DELETE /api/sessions/a%2Fb', (api) => api.endSession('a/b')],
    ['DELETE /api/sessions', (api) => api.endOtherSessions()],
    ['POST /api/password {"current":"x","next":"y"}', (api) => api.changePassword('x', 'y')],
    ['POST /api/second-factor {"password":"x"}', (api) => api.beginSecondFactor({ password: 'x' })],
    ['POST /api/second-factor/confirm {"code":"1"}', (api) => api.confirmSecondFactor('1')],
    [
      'DELETE /api/second-factor {"password":"x","code":"123456"}',
      (api) => api.removeSecondFactor({ password: 'x', code: '123456' }),
    ],
    ['POST /api/one-time/look {"link":"s"}', (api) => api.look('s')],
    [
      'POST /api/one-time/use {"link":"s","password":"x"}',
      (api) => api.useLink({ link: 's', password: 'x' }),
    ],
    [
      'POST /api/accounts {"name":"budi","role":"pic","scope":{"provinces":["51"],"types":[],"satker":[]}}',
      (api) => api.addAccount({ name: 'budi', role: 'pic', scope }),
    ],
    ['PATCH /api/accounts/a%2Fb {"disabled":true}', (api) => api.changeAccount('a/b', { disabled: true })],
    ['POST /api/accounts/a%2Fb/reset', (api) => api.resetAccount('a/b')],
    [
      'POST /api/tokens {"name":"grafana","role":"monitor","scope":"everything","days":30}',
      (api) => api.addToken({ name: 'grafana', role: 'monitor', scope: 'everything', days: 30 }),
    ],
    ['DELETE /api/tokens/a%2Fb', (api) => api.revokeToken('a/b')],
    ['GET /api/audit?who=account%3Abudi&before=7', (api) => api.audit({ who: 'account:budi', before: 7 })],
    ['GET /api/audit.csv?who=account%3A&to=5', (api) => api.auditCsv({ who: 'account:', to: 5 })],
    ['GET /api/public', (api) => api.sums()],
  ])('%s', async (expected, act) => {
    expect(await askedBy(act)).toBe(expected)
  })

  it.each(['sessions', 'accounts', 'tokens'] as const)('gives the %s as a list', async (name) => {
    vi.stubGlobal('fetch', async () => Response.json({ [name]: [{ id: 'a' }] }))
    expect(await createAccessApi()[name]()).toEqual({ ok: true, value: [{ id: 'a' }] })
  })
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRequests, type Failure } from './request.ts'

const answerWith = (body: string | null, init: ResponseInit) => {
  const fetched = vi.fn(async (_url: string, _init: RequestInit) => new Response(body, init))
  vi.stubGlobal('fetch', fetched)
  return fetched
}

afterEach(() => vi.unstubAllGlobals())

describe('a request', () => {
  it('that changes something carries its method and its body as JSON', async () => {
    const fetched = answerWith('{"name":"budi"}', { status: 200 })
    await createRequests().send('POST', '/api/session', { name: 'budi' })
    const [url, init] = fetched.mock.calls[0]!
    expect([url, init.method, init.body]).toEqual(['/api/session', 'POST', '{"name":"budi"}'])
    expect(init.headers).toMatchObject({ 'content-type': 'application/json' })
  })

  it('without a body says nothing of one', async () => {
    const fetched = answerWith(null, { status: 204 })
    await createRequests().send('DELETE', '/api/session')
    expect(fetched.mock.calls[0]![1].body).toBeUndefined()
    expect(fetched.mock.calls[0]![1].headers).not.toHaveProperty('content-type')
  })

  it('is answered by nothing where nothing is to be said', async () => {
    answerWith(null, { status: 204 })
    expect(await createRequests().send('DELETE', '/api/session')).toEqual({ ok: true, value: null })
  })

  it.each([
    ['30', 30_000],
    ['soon', undefined],
    [null, undefined],
  ])('that was refused for now says how long to wait, of Retry-After %s', async (seconds, waitMs) => {
    const headers: HeadersInit = seconds === null ? {} : { 'retry-after': seconds }
    answerWith('{"error":{"code":"too-many-attempts","message":"Wait."}}', { status: 429, headers })
    expect(await createRequests().send('POST', '/api/session', {})).toEqual({
      ok: false,
      code: 'too-many-attempts',
      message: 'Wait.',
      retryAfterMs: waitMs,
    })
  })

  it('tells of a failure before it is answered, and of nothing else', async () => {
    const told: Failure[] = []
    const requests = createRequests('', (failure) => told.push(failure))
    answerWith('{"error":{"code":"not-signed-in","message":"Sign in."}}', { status: 401 })
    await requests.get('/api/changes')
    answerWith('{}', { status: 200 })
    await requests.get('/api/changes')
    expect(told.map(({ code }) => code)).toEqual(['not-signed-in'])
  })
})

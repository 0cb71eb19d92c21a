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

describe('a file', () => {
  const asFile = {
    'content-type': 'text/csv',
    'content-disposition': 'attachment; filename="audit-2026-11-22.csv"',
  }
  const refusal = '{"error":{"code":"unavailable","message":"The disk is full."}}'

  it('has its name and its content', async () => {
    const fetched = answerWith('id;at', { headers: asFile })
    const answer = await createRequests().file('/api/audit.csv?')
    expect(fetched.mock.calls[0]![0]).toBe('/api/audit.csv?')
    expect(answer).toMatchObject({ ok: true, value: { name: 'audit-2026-11-22.csv' } })
    expect(answer.ok && (await answer.value.content.text())).toBe('id;at')
  })

  it.each<[string, string, ResponseInit, string]>([
    ['a refusal', refusal, { status: 503 }, 'unavailable'],
    ['a refusal that calls itself a file', refusal, { status: 503, headers: asFile }, 'unavailable'],
    ['a page', '<html>', { status: 200, headers: { 'content-type': 'text/html' } }, 'bad-answer'],
    ['an answer of another kind', '{"entries":[]}', { status: 200 }, 'bad-answer'],
    [
      'a name that leads elsewhere',
      'id',
      { headers: { 'content-disposition': 'attachment; filename="../a.csv"' } },
      'bad-answer',
    ],
  ])('is not %s, which is told', async (_what, body, init, code) => {
    answerWith(body, init)
    const told: Failure[] = []
    const requests = createRequests('', (failure) => told.push(failure))
    expect(await requests.file('/api/audit.csv')).toMatchObject({ ok: false, code })
    expect(told.map((failure) => failure.code)).toEqual([code])
  })

  it('that breaks off is not kept', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
    vi.stubGlobal('fetch', async () => new Response(broken, { headers: asFile }))
    expect(await createRequests().file('/api/audit.csv')).toMatchObject({ ok: false, code: 'network' })
  })
})

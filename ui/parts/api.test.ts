import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApi } from './api.ts'

const answerWith = (body: string, status = 200) => {
  const fetched = vi.fn(async (_url: string) => new Response(body, { status }))
  vi.stubGlobal('fetch', fetched)
  return fetched
}

afterEach(() => vi.unstubAllGlobals())

describe('the API client', () => {
  it('asks for the readings of a link, its id escaped', async () => {
    const fetched = answerWith('{"id":"a/b","at":[]}')
    const answer = await createApi().readings({ link: 'a/b', from: 1, to: 2 })
    expect(fetched.mock.calls[0]![0]).toBe('/api/links/a%2Fb/readings?from=1&to=2')
    expect(answer).toEqual({ ok: true, value: { id: 'a/b', at: [] } })
  })

  it('leaves out of the query what was not said', async () => {
    const fetched = answerWith('{"outages":[]}')
    expect(await createApi().outages({ open: true, link: undefined })).toEqual({ ok: true, value: [] })
    expect(fetched.mock.calls[0]![0]).toBe('/api/outages?open=true')
  })

  it('stops waiting when nobody wants the answer any more', async () => {
    vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => {
      const { promise, reject } = Promise.withResolvers<Response>()
      signal!.addEventListener('abort', () => reject(signal!.reason as Error))
      return promise
    })
    const stop = new AbortController()
    const answer = createApi().satker('900002', stop.signal)
    stop.abort()
    expect(await answer).toMatchObject({ ok: false, code: 'network' })
  })

  it('gives the error of the collector as a value', async () => {
    answerWith('{"error":{"code":"not-found","message":"There is no link x."}}', 404)
    expect(await createApi().readings({ link: 'x', from: 0, to: 1 })).toEqual({
      ok: false,
      code: 'not-found',
      message: 'There is no link x.',
    })
  })

  it('takes the health of an unwell collector as an answer', async () => {
    answerWith('{"ok":false,"blind":true}', 503)
    expect(await createApi().health()).toEqual({ ok: true, value: { ok: false, blind: true } })
  })

  it('says that an answer which is not JSON cannot be read', async () => {
    answerWith('<html>proxy</html>', 502)
    expect(await createApi().health()).toMatchObject({ ok: false, code: 'bad-answer' })
  })

  it('takes marks that turn the direction of text out of an answer', async () => {
    answerWith('{"config":{"problems":["\u202Edevices.yaml:1\u2066"]}}')
    expect(await createApi().health()).toMatchObject({ value: { config: { problems: ['devices.yaml:1'] } } })
  })

  it('says that nobody answered', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('fetch failed')
    })
    expect(await createApi().health()).toEqual({ ok: false, code: 'network', message: 'fetch failed' })
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import type { ServeDeps } from './deps.ts'
import { fakeDeps } from './fake-deps.test-kit.ts'
import { createServer, type Server } from './server.ts'

let server: Server | null = null
afterEach(() => server?.close())

async function ask(path: string, instead: Partial<ServeDeps> = {}): Promise<Response> {
  server = createServer(fakeDeps(instead))
  const { url } = await server.listen('127.0.0.1', 0)
  return fetch(`${url}/api/satker/${path}`)
}

describe('the availability of a satker', () => {
  it('is that of its links together, and of each alone', async () => {
    const histories = async () =>
      new Map([
        [
          'utama',
          { from: 0, until: null, first: 'up' as const, changes: [{ at: 1_250, to: 'down' as const }] },
        ],
        [
          'cadangan',
          { from: 0, until: null, first: 'up' as const, changes: [{ at: 1_750, to: 'down' as const }] },
        ],
      ])
    const answer = await ask('900002/availability?from=1000&to=2000', { histories })
    expect(await answer.json()).toMatchObject({
      code: '900002',
      from: 1_000,
      to: 2_000,
      together: { availableMs: 750, unavailableMs: 250, unwatchedMs: 0, ratio: 0.75, coverageRatio: 1 },
      links: [
        { id: 'utama', ratio: 0.25 },
        { id: 'cadangan', ratio: 0.75 },
      ],
    })
  })

  it('is of the last thirty days where nothing else is said', async () => {
    const asked: { from: number; to: number }[] = []
    await ask('900002/availability', {
      histories: async (_, query) => {
        asked.push(query)
        return new Map()
      },
    })
    expect(asked.map(({ from, to }) => to - from)).toEqual([30 * 86_400_000])
  })

  it.each([
    ['900009/availability', 404],
    ['9/availability', 400],
    ['900002/availability?from=2&to=1', 400],
    ['900002/availability?resolution=60000', 400],
  ])('of %s is refused with %i', async (path, status) => {
    expect((await ask(path)).status).toBe(status)
  })
})

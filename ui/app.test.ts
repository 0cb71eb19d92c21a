import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WireSession } from '../collector/serve/wire-access.ts'
import type { Snapshot } from '../collector/serve/wire.ts'
import { createAccessApi } from './access/access-api.ts'
import { entryOf, sessionOf } from './access/access.test-kit.ts'
import App from './App.svelte'
import { noon } from './outages/network.test-kit.ts'
import { Address } from './state/address.svelte.ts'
import { Arrival } from './state/arrival.svelte.ts'
import { Clock } from './state/clock.svelte.ts'
import { LanguageChoice } from './state/language.svelte.ts'
import { SessionState } from './state/session.svelte.ts'
import { ThemeChoice } from './state/theme.svelte.ts'

// Before anything is imported: the map asks how fine the screen is.
vi.hoisted(() => {
  window.matchMedia = () =>
    new (class extends EventTarget {
      matches = false
    })() as MediaQueryList
})

const snapshot: Snapshot = {
  at: noon,
  organisation: 'Kementerian Agama',
  timezone: 'Asia/Jakarta',
  synthetic: true,
  maintenance: [],
  outlines: null,
  rhythm: { sweepMs: 10_000, visitMs: 60_000 },
  satker: [],
  links: [],
}

/** A socket whose far end is the test. */
class FakeSocket {
  static opened: FakeSocket[] = []
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  isClosed = false
  constructor() {
    FakeSocket.opened.push(this)
  }
  close(): void {
    this.isClosed = true
  }
  tellNetwork(): void {
    this.onmessage?.({ data: JSON.stringify({ type: 'snapshot', seq: 1, ...snapshot }) })
  }
}

describe('the page', () => {
  /** What the collector answers to who is asking; null: that nobody is signed in. */
  let session: WireSession | null
  let asked: string[]

  beforeEach(() => {
    FakeSocket.opened = []
    session = sessionOf()
    asked = []
    vi.stubGlobal('WebSocket', FakeSocket)
    vi.stubGlobal('fetch', async (path: string, { method = 'GET' }: RequestInit = {}) => {
      asked.push(`${method} ${path}`)
      if (path === '/api/entry') return Response.json(entryOf())
      if (session === null)
        return Response.json({ error: { code: 'not-signed-in', message: '' } }, { status: 401 })
      if (path === '/api/session' && method === 'DELETE') return new Response(null, { status: 204 })
      if (path === '/api/session') return Response.json(session)
      return Response.json({ error: { code: 'unavailable', message: '' } }, { status: 503 })
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  async function open(path: string): Promise<void> {
    history.replaceState(null, '', path)
    const api = createAccessApi()
    const state = new SessionState(api)
    const arrival = new Arrival()
    render(App, {
      props: {
        api,
        session: state,
        arrival,
        language: new LanguageChoice(),
        theme: new ThemeChoice(),
        address: new Address(),
        clock: new Clock(),
        coast: new Promise<null>(() => {}),
      },
    })
    await state.ask()
  }
  const signInTitle = () => screen.findByRole('heading', { name: 'Masuk' })

  it.each(['/', '/satker/900002?range=7d', '/audit', '/pengaturan/akun'])(
    'asks at %s who it is before anything else, and stays there',
    async (path) => {
      session = null
      await open(path)
      await signInTitle()
      expect(location.pathname + location.search).toBe(path)
      expect([FakeSocket.opened.length, asked]).toEqual([0, ['GET /api/entry', 'GET /api/session']])
    },
  )

  it('opens the live connection for whoever may see', async () => {
    await open('/')
    await waitFor(() => expect(FakeSocket.opened).toHaveLength(1))
    FakeSocket.opened[0]!.tellNetwork()
    await screen.findByText('Belum ada satker yang didaftarkan.')
  })

  it('says in the header of whom one sees only a part, and where that is nobody', async () => {
    session = sessionOf({ scope: { provinces: ['51'], types: [], satker: [] } })
    await open('/')
    await screen.findByText('Anda melihat: Provinsi Bali')
    FakeSocket.opened[0]!.tellNetwork()
    await screen.findByText('Tidak ada satker di dalam lingkup Anda.')
  })

  it('drops everything of the network when the session ends, and says why', async () => {
    await open('/satker/900002')
    await waitFor(() => expect(FakeSocket.opened).toHaveLength(1))
    FakeSocket.opened[0]!.tellNetwork()
    await screen.findByText('langsung')
    session = null
    FakeSocket.opened[0]!.onclose?.({ code: 4401 })
    await screen.findByText('Sesi berakhir. Masuk lagi untuk kembali ke halaman ini.', {}, { timeout: 5_000 })
    expect(screen.queryByText('langsung')).toBeNull()
    expect(location.pathname).toBe('/satker/900002')
  })

  it('goes on with a new connection where one session followed another', async () => {
    await open('/satker/900002')
    await waitFor(() => expect(FakeSocket.opened).toHaveLength(1))
    FakeSocket.opened[0]!.tellNetwork()
    await screen.findByText('langsung')
    FakeSocket.opened[0]!.onclose?.({ code: 4401 })
    await waitFor(() => expect(FakeSocket.opened).toHaveLength(2), { timeout: 5_000 })
    FakeSocket.opened[1]!.tellNetwork()
    await screen.findByText('langsung')
    expect(asked.filter((path) => path === 'GET /api/session')).toHaveLength(2)
  })

  it('ends with the session that any answer says is over', async () => {
    await open('/')
    await waitFor(() => expect(asked).toContain('GET /api/health'))
    session = null
    FakeSocket.opened[0]!.tellNetwork()
    await screen.findByText(/^Sesi berakhir/, {}, { timeout: 5_000 })
    expect(FakeSocket.opened[0]!.isClosed).toBe(true)
  })

  it('shows no more than a role sees that became another one', async () => {
    await open('/')
    await waitFor(() => expect(FakeSocket.opened).toHaveLength(1))
    FakeSocket.opened[0]!.tellNetwork()
    session = sessionOf({ role: 'auditor', roleName: 'Auditor', permissions: ['audit'] })
    FakeSocket.opened[0]!.onclose?.({ code: 4403 })
    await waitFor(() => expect(location.pathname).toBe('/audit'))
    expect(screen.queryByText(/Belum ada satker/)).toBeNull()
    expect(FakeSocket.opened).toHaveLength(1)
  })

  it('never asks for the network for a role that does not see it', async () => {
    session = sessionOf({ role: 'auditor', roleName: 'Auditor', permissions: ['audit'] })
    await open('/')
    await waitFor(() => expect(asked.some((path) => path.startsWith('GET /api/audit'))).toBe(true))
    expect(location.pathname).toBe('/audit')
    expect(FakeSocket.opened).toEqual([])
    expect(asked.filter((path) => !/\/api\/(entry|session|audit)/.test(path))).toEqual([])
  })

  it('says of a page that is not for one’s role', async () => {
    await open('/audit')
    await screen.findByText('Peran Anda tidak memuat halaman ini')
    expect(screen.getByText(/^Anda masuk sebagai Operator/)).toBeTruthy()
  })

  it('shows nothing but the second factor until it is set up', async () => {
    session = sessionOf({ role: 'administrator', needsSecondFactor: true })
    await open('/')
    await screen.findByText(/halaman lain terbuka sesudah itu/)
    expect(FakeSocket.opened).toEqual([])
    await fireEvent.click(screen.getByRole('button', { name: /^budi/ }))
    expect(screen.queryByRole('link', { name: 'Akun pengguna' })).toBeNull()
  })

  it('is left by the menu, from any place to the sign-in page', async () => {
    await open('/satker/900002')
    await fireEvent.click(await screen.findByRole('button', { name: /^budi/ }))
    await fireEvent.click(screen.getByRole('button', { name: 'Keluar' }))
    await screen.findByText('Anda sudah keluar.')
    expect(location.pathname).toBe('/masuk')
    expect(asked).toContain('DELETE /api/session')
  })

  it('leads from the sign-in page to the network where one is signed in already', async () => {
    await open('/masuk')
    await waitFor(() => expect(location.pathname).toBe('/'))
  })

  it('uses a one-time link whoever is signed in', async () => {
    await open('/masuk#s3cret')
    await waitFor(() => expect(asked).toContain('POST /api/one-time/look'))
    expect(location.href).not.toContain('s3cret')
  })
})

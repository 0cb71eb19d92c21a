/** From the button to the session, as a browser does it, at a real provider. */
import { expect, it, onTestFinished } from 'vitest'
import { accountBySignOn, changeAccount } from '../../db/accounts.ts'
import { stage } from '../access/access.test-kit.ts'
import { clientSecret, startProvider } from '../access/identity-provider.test-kit.ts'
import { SignOnDesk } from '../access/sign-on-desk.ts'
import { settingsFor } from '../access/sign-on.test-kit.ts'
import { Secret } from '../domain/secret.ts'
import { silentLog } from '../log.ts'
import { fakeDeps } from './fake-deps.test-kit.ts'
import { createServer } from './server.ts'

const accounts = {
  siti: { preferred_username: 'siti', groups: ['kanwil-bali'] },
  tamu: { preferred_username: 'tamu', groups: ['lain'] },
}

async function begin() {
  const set = await stage()
  const signOn = new SignOnDesk({ clock: set.clock, log: silentLog })
  const { access, settings, clock } = set
  const server = createServer(
    fakeDeps({ identities: access, accounts: access, signOn, access: () => settings, clock }),
  )
  onTestFinished(() => server.close())
  const { url } = await server.listen('127.0.0.1', 0)
  const provider = await startProvider({ accounts, redirectUris: [`${url}/api/sign-on/callback`] })
  settings.signOn = settingsFor(provider.issuer)
  signOn.load(settings.signOn, new Secret(clientSecret))
  return { ...set, signOn, url, provider }
}

type Begun = Awaited<ReturnType<typeof begin>>

async function ask(url: string, cookie = ''): Promise<{ status: number; to: string; cookies: string[] }> {
  const response = await fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } })
  return {
    status: response.status,
    to: response.headers.get('location') ?? '',
    cookies: response.headers.getSetCookie(),
  }
}

function valueOf(cookies: string[], name: string): string {
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.split(';')[0] ?? ''
}

/** Where the browser ends, and what it has then. */
async function signIn({ url, provider }: Begun, account: keyof typeof accounts) {
  const begun = await ask(`${url}/api/sign-on`)
  const state = valueOf(begun.cookies, 'sign-on')
  const callback = (await provider.signIn(begun.to, account)).href
  return { begun, state, callback, ended: await ask(callback, state) }
}

it('brings a browser to the provider, back, and in', async () => {
  const set = await begin()
  const { begun, ended } = await signIn(set, 'siti')
  expect(begun).toMatchObject({ status: 302, to: expect.stringMatching(`^${set.provider.issuer}/auth\\?`) })
  // Lax: it comes back from another site, which a Strict cookie does not.
  expect(begun.cookies[0]).toMatch(/^sign-on=[\w-]{40,}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/)
  expect(ended).toMatchObject({ status: 302, to: '/' })
  expect(ended.cookies).toEqual([
    'sign-on=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
    expect.stringMatching(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
  ])
  const session = await fetch(`${set.url}/api/session`, {
    headers: { cookie: valueOf(ended.cookies, 'sid') },
  })
  expect(await session.json()).toMatchObject({
    name: 'siti',
    role: 'viewer',
    scope: { provinces: ['51'], types: [], satker: [] },
    hasPassword: false,
    needsSecondFactor: false,
  })
})

it('sends whom it does not let in back to the page, with the reason as a word', async () => {
  const set = await begin()
  const { ended } = await signIn(set, 'tamu')
  expect(ended).toMatchObject({ status: 302, to: '/masuk?masalah=no-role' })
  expect(valueOf(ended.cookies, 'sid')).toBe('')
  await signIn(set, 'siti')
  const account = await accountBySignOn(set.store.db, `${set.provider.issuer} siti`)
  await set.store.write((trx) => changeAccount(trx, account?.id ?? '', { disabledAt: 1 }))
  expect((await signIn(set, 'siti')).ended.to).toBe('/masuk?masalah=disabled')
  await set.access.stop()
  const rows = await set.store.db.selectFrom('audit').select(['what', 'outcome', 'after']).execute()
  const refused = rows.filter(({ outcome }) => outcome === 'refused').map(({ after }) => after)
  expect(refused.map((after) => JSON.parse(after ?? '').reason)).toEqual(['no-role', 'disabled'])
  expect(JSON.stringify(rows)).not.toMatch(/code=|eyJ/)
})

it('lets nobody in by an answer to a sign-in that another browser began, or that was used', async () => {
  const set = await begin()
  const { callback, state } = await signIn(set, 'siti')
  for (const cookie of ['', 'sign-on=', 'sign-on=made-up', state, `${state}; ${state}`]) {
    const { to, cookies } = await ask(callback, cookie)
    expect(to).toBe('/masuk?masalah=not-begun')
    expect(valueOf(cookies, 'sid')).toBe('')
  }
})

it('is not there where devices.yaml has none, and goes with it', async () => {
  const { url, signOn } = await begin()
  signOn.load(null, null)
  expect((await ask(`${url}/api/sign-on`)).status).toBe(404)
  expect((await ask(`${url}/api/sign-on/callback?code=1&state=1`)).status).toBe(404)
})

it('says that the provider does not answer', async () => {
  const { url, provider } = await begin()
  await provider.stop()
  expect((await ask(`${url}/api/sign-on`)).to).toBe('/masuk?masalah=unreachable')
})

it('goes on with what was begun when the same settings are loaded again', async () => {
  const set = await begin()
  const begun = await ask(`${set.url}/api/sign-on`)
  set.signOn.load({ ...set.settings.signOn! }, new Secret(clientSecret))
  const callback = (await set.provider.signIn(begun.to, 'siti')).href
  expect((await ask(callback, valueOf(begun.cookies, 'sign-on'))).to).toBe('/')
})

it('begins thirty a minute for one address, and says how long to wait', async () => {
  const { url, clock } = await begin()
  const statuses = []
  for (let count = 0; count < 31; count++) statuses.push((await ask(`${url}/api/sign-on`)).status)
  expect(statuses).toEqual([...Array<number>(30).fill(302), 429])
  clock.advance(60_000)
  expect((await ask(`${url}/api/sign-on`)).status).toBe(302)
})

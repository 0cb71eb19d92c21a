import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { changed, clientSecret, redirectUri, startProvider } from './identity-provider.test-kit.ts'
import { begin, expectNoSecret, settingsFor, signInAs, signOnAt } from './sign-on.test-kit.ts'

const accounts = { budi: { groups: ['pusdatin-admin'] }, wayan: { groups: ['kanwil-bali'] } }
const notBegun = {
  ok: false,
  why: 'not-begun',
  detail: 'this browser did not begin to sign in at SSO Uji in the last ten minutes; begin again',
}

async function world() {
  const provider = await startProvider({ accounts })
  return { provider, ours: signOnAt(settingsFor(provider.issuer)) }
}

test('a browser that did not begin it is refused, and takes nothing from the one that did', async () => {
  const { provider, ours } = await world()
  const [mine, stranger] = [await begin(ours), await begin(ours)]
  const callback = await provider.signIn(mine.url, 'budi')
  expect(await ours.client.finish(callback, stranger.state)).toEqual(notBegun)
  expect(await ours.client.finish(callback, '')).toEqual(notBegun)
  expect(await ours.client.finish(callback, mine.state)).toMatchObject({ ok: true, role: 'administrator' })
})

test('a state is good once', async () => {
  const { provider, ours } = await world()
  const { callback, state } = await signInAs('budi', provider, ours)
  expect(await ours.client.finish(callback, state)).toEqual(notBegun)
})

test('whoever was away for more than ten minutes begins again', async () => {
  const { provider, ours } = await world()
  const { url, state } = await begin(ours)
  const callback = await provider.signIn(url, 'budi')
  ours.clock.advance(600_001)
  expect(await ours.client.finish(callback, state)).toEqual(notBegun)
})

test('a code that was redeemed before is refused by the provider', async () => {
  const { provider, ours } = await world()
  const { callback } = await signInAs('budi', provider, ours)
  const { state } = await begin(ours)
  callback.searchParams.set('state', state)
  const result = await ours.client.finish(callback, state)
  expect(result).toEqual({ ok: false, why: 'refused', detail: 'SSO Uji refused: invalid_grant' })
  expectNoSecret([result, ours.lines], callback)
})

test('a code that was given to another sign-in is refused by the provider', async () => {
  const { provider, ours } = await world()
  const theirs = await provider.signIn((await begin(ours)).url, 'budi')
  const { state } = await begin(ours)
  theirs.searchParams.set('state', state)
  expect(await ours.client.finish(theirs, state)).toMatchObject({ ok: false, why: 'refused' })
})

test.each<[string, (asked: URLSearchParams) => void, string, string]>([
  [
    'the nonce is changed',
    (asked) => asked.set('nonce', 'lain'),
    'bad-answer',
    'gave an answer that is not to be trusted: unexpected ID Token "nonce" claim value',
  ],
  [
    'the challenge is another',
    (asked) => asked.set('code_challenge', 'x'.repeat(43)),
    'refused',
    'refused: invalid_grant',
  ],
  [
    'the challenge is dropped',
    (asked) => ['code_challenge', 'code_challenge_method'].forEach((key) => asked.delete(key)),
    'refused',
    'refused: invalid_grant',
  ],
])('where %s on the way to the provider, nobody comes in', async (_, bend, why, told) => {
  const { provider, ours } = await world()
  const { result } = await signInAs('budi', provider, ours, (url) => bend(url.searchParams))
  expect(result).toEqual({ ok: false, why, detail: `SSO Uji ${told}` })
  expect(ours.lines).toEqual([JSON.stringify(['sign-on-failed', { why, detail: `SSO Uji ${told}` }])])
})

test('with a wrong secret it is said what to look at, and neither secret', async () => {
  const provider = await startProvider({ accounts })
  const wrong = 'kunci-yang-salah'
  const { result } = await signInAs('budi', provider, signOnAt(settingsFor(provider.issuer), wrong))
  const detail = 'SSO Uji refused: invalid_client; check client and secret of access.sign_on'
  expect(result).toEqual({ ok: false, why: 'refused', detail })
  expect(JSON.stringify(result)).not.toMatch(new RegExp(`${wrong}|${clientSecret}`))
})

test.each([
  ['access_denied', 'SSO Uji refused: access_denied'],
  ['<b>Kode 123</b>', 'SSO Uji refused: an error of its own'],
])('an error that the browser brings back, %s, is told in its own word or none', async (error, detail) => {
  const { provider, ours } = await world()
  const { state } = await begin(ours)
  const query = new URLSearchParams({ error, error_description: 'kode abc', state, iss: provider.issuer })
  const result = await ours.client.finish(new URL(`${redirectUri}?${query.toString()}`), state)
  expect(result).toEqual({ ok: false, why: 'refused', detail })
})

test.each([
  ['names another issuer', (query: URLSearchParams) => query.set('iss', 'https://lain.example.go.id')],
  ['names no issuer', (query: URLSearchParams) => query.delete('iss')],
  ['brings no code', (query: URLSearchParams) => query.delete('code')],
  ['brings two codes', (query: URLSearchParams) => query.append('code', 'lain')],
])('a callback that %s is not trusted', async (_, bend) => {
  const { provider, ours } = await world()
  const { url, state } = await begin(ours)
  const callback = await provider.signIn(url, 'budi')
  bend(callback.searchParams)
  const result = await ours.client.finish(callback, state)
  expect(result).toMatchObject({ ok: false, why: 'bad-answer' })
  expectNoSecret([result, ours.lines], callback)
})

const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const past = Math.floor(Date.now() / 1000) - 3600

test.each<[string, (token: unknown) => unknown, string]>([
  ['for another client', (token) => changed(token, { aud: 'lain' }), '"aud" (audience)'],
  ['of another issuer', (token) => changed(token, { iss: 'https://lain.id' }), '"iss" (issuer)'],
  ['that has expired', (token) => changed(token, { exp: past }), '"exp" (expiration time)'],
  ['without a nonce', (token) => changed(token, { nonce: undefined }), '"nonce"'],
  [
    'of another key',
    (token) => changed(token, { sub: 'wayan' }, {}, otherKey),
    'signature verification failed',
  ],
  ['that is not signed', (token) => changed(token, {}, { alg: 'none' }), '"alg"'],
  ['that is none', () => 'bukan-token', 'Invalid JWT'],
  ['that is missing', () => undefined, '"id_token"'],
])('an ID token %s is not trusted', async (_, change, told) => {
  const provider = await startProvider({
    accounts,
    tamper: (path, body) => (path === '/token' ? { ...body, id_token: change(body.id_token) } : body),
  })
  const { result } = await signInAs('budi', provider, signOnAt(settingsFor(provider.issuer)))
  expect(result).toMatchObject({ ok: false, why: 'bad-answer', detail: expect.stringContaining(told) })
})

test('userinfo about somebody else is not trusted', async () => {
  const provider = await startProvider({
    accounts,
    inIdToken: false,
    tamper: (path, body) => (path === '/me' ? { ...body, sub: 'wayan', groups: ['pusdatin-admin'] } : body),
  })
  const { result } = await signInAs('budi', provider, signOnAt(settingsFor(provider.issuer)))
  expect(result).toMatchObject({ ok: false, why: 'bad-answer', detail: expect.stringContaining('"sub"') })
})

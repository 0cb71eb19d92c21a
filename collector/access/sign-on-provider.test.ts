import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { redirectUri, startProvider } from './identity-provider.test-kit.ts'
import { createSignOnFetch } from './sign-on-fetch.ts'
import { begin, expectNoSecret, settingsFor, signOnAt } from './sign-on.test-kit.ts'

/** A server that answers as it likes; its address without a slash. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A provider that is nothing but its discovery document. */
function sayingOfItself(says: (issuer: string) => object): Promise<string> {
  return serve((request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(says(`http://${request.headers.host}`)))
  })
}

const usual = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
})

test('a provider that is down is told, at the beginning and on the way back, and asked again by the next', async () => {
  const provider = await startProvider({ accounts: { budi: { groups: ['kanwil-bali'] } } })
  await provider.stop()
  const ours = signOnAt(settingsFor(provider.issuer))
  const down = { ok: false, why: 'unreachable', detail: 'SSO Uji cannot be reached: ECONNREFUSED' }
  expect(await ours.client.begin(redirectUri)).toEqual(down)
  expect(ours.lines).toEqual([JSON.stringify(['sign-on-failed', { why: down.why, detail: down.detail }])])
  await provider.start()
  const { url, state } = await begin(ours)
  const callback = await provider.signIn(url, 'budi')
  await provider.stop()
  const result = await ours.client.finish(callback, state)
  expect(result).toMatchObject({ ok: false, why: 'unreachable' })
  expectNoSecret([result, ours.lines], callback)
})

test('what a provider says of itself is asked for once', async () => {
  let asked = 0
  const issuer = await sayingOfItself((self) => {
    asked++
    return usual(self)
  })
  const ours = signOnAt(settingsFor(issuer))
  await Promise.all([begin(ours), begin(ours)])
  await begin(ours)
  expect(asked).toBe(1)
})

test.each([
  [undefined, 'openid profile email'],
  [['openid'], 'openid'],
  [['openid', 'email', 'groups', 'phone'], 'openid email groups'],
])('of a provider that knows the scopes %j, %s are asked', async (scopes_supported, scope) => {
  const issuer = await sayingOfItself((self) => ({ ...usual(self), scopes_supported }))
  const { url } = await begin(signOnAt(settingsFor(issuer)))
  expect(new URL(url).searchParams.get('scope')).toBe(scope)
})

test.each<[string, (issuer: string) => object, string]>([
  [
    'another issuer',
    () => usual('https://lain.example.go.id'),
    'discovered metadata issuer does not match the expected issuer',
  ],
  ['an issuer that is none', () => usual('lain'), 'it names an address that is none'],
  ['nothing', () => ({}), '"response" body "issuer" property must be a string'],
  [
    'an address in the clear to send the browser to',
    (issuer) => ({ ...usual(issuer), authorization_endpoint: 'http://lain.example.go.id/auth' }),
    'it names an address at lain.example.go.id that is not https',
  ],
  [
    'a script to send the browser to',
    (issuer) => ({ ...usual(issuer), authorization_endpoint: 'javascript:alert(1)' }),
    'only HTTP and HTTPS requests are allowed',
  ],
])('a provider that says %s of itself is not trusted', async (_, says, told) => {
  const ours = signOnAt(settingsFor(await sayingOfItself(says)))
  expect(await ours.client.begin(redirectUri)).toEqual({
    ok: false,
    why: 'bad-answer',
    detail: `SSO Uji gave an answer that is not to be trusted: ${told}`,
  })
})

test('the code is not taken anywhere in the clear', async () => {
  const issuer = await sayingOfItself((self) => ({
    ...usual(self),
    token_endpoint: 'http://lain.example.go.id/token',
  }))
  const ours = signOnAt(settingsFor(issuer))
  const { state } = await begin(ours)
  const result = await ours.client.finish(new URL(`${redirectUri}?code=abc&state=${state}`), state)
  const told = 'it names an address at lain.example.go.id that is not https'
  expect(result).toMatchObject({ ok: false, why: 'bad-answer', detail: expect.stringContaining(told) })
})

test('a provider that sends us elsewhere is not followed', async () => {
  let followed = 0
  const elsewhere = await serve((_, response) => {
    followed++
    response.end()
  })
  const issuer = await serve((_, response) => response.writeHead(302, { location: elsewhere }).end())
  const begun = await signOnAt(settingsFor(issuer)).client.begin(redirectUri)
  expect(begun).toMatchObject({
    ok: false,
    why: 'bad-answer',
    detail: expect.stringContaining('status code'),
  })
  expect(followed).toBe(0)
})

test.each<[string, RequestListener, string, string]>([
  ['fails', (_, response) => response.writeHead(503).end(), 'unreachable', 'it answers with status 503'],
  ['hangs up', (request) => request.socket.destroy(), 'unreachable', 'UND_ERR_SOCKET'],
  ['shows a page', (_, response) => response.end('<html>'), 'bad-answer', 'content-type'],
  [
    'talks without end',
    (_, response) => response.end('x'.repeat(1024 * 1024 + 1)),
    'bad-answer',
    'its answer is larger than 1 MiB',
  ],
])('a provider that %s is told as such', async (_, answer, why, told) => {
  const begun = await signOnAt(settingsFor(await serve(answer))).client.begin(redirectUri)
  expect(begun).toMatchObject({ ok: false, why, detail: expect.stringContaining(told) })
})

test.each<[string, RequestListener]>([
  ['says nothing', () => {}],
  ['begins and does not end', (_, response) => response.write('{')],
])('a provider that %s is given up at the deadline', async (_, answer) => {
  const ask = createSignOnFetch({ deadlineMs: 20 })
  const request = { method: 'GET', headers: {}, body: undefined, redirect: 'manual' } as const
  await expect(ask(await serve(answer), request)).rejects.toThrow('no answer within 0.02 s')
})

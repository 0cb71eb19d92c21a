import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { idToken, redirectUri, verifyingKey } from './identity-provider.test-kit.ts'
import { expectNoSecret, settingsFor, signOnAt } from './sign-on.test-kit.ts'

type Document = Record<string, unknown>

/** What is put into each of the documents that a provider answers with. */
interface Mischief {
  discovery: Document
  token: Document
  header: Document
  claims: Document
  key: Document
  userinfo: Document
}

/** A provider that answers rightly but for its mischief; the nonce is told to it, as no browser goes there. */
async function serve(mischief: () => Mischief, nonce: () => string): Promise<string> {
  const server = createServer((request, response) => {
    const issuer = `http://${request.headers.host}`
    const { discovery, token, header, claims, key, userinfo } = mischief()
    const at = { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` }
    const more = { jwks_uri: `${issuer}/jwks`, userinfo_endpoint: `${issuer}/me` }
    const now = Math.floor(Date.now() / 1000)
    const said = {
      iss: issuer,
      sub: 'budi',
      aud: 'satker-connected',
      iat: now,
      exp: now + 60,
      nonce: nonce(),
    }
    const id_token = idToken({ ...said, ...claims }, header)
    const documents: Record<string, Document> = {
      '/token': { access_token: 'akses-rahasia', token_type: 'Bearer', id_token, ...token },
      '/jwks': { keys: [{ ...verifyingKey, ...key }] },
      '/me': { sub: 'budi', groups: ['kanwil-bali'], ...userinfo },
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(documents[request.url ?? ''] ?? { ...at, ...more, ...discovery }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const none: Mischief = { discovery: {}, token: {}, header: {}, claims: {}, key: {}, userinfo: {} }
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('', '..', 'a.b.c', '***.***.***', 'http://', '\u0000', 'none', 'HS256', 'ES256'),
)
const inSome = (...keys: string[]) =>
  fc.dictionary(fc.constantFrom(...keys), odd, { minKeys: 1, maxKeys: 2, noNullPrototype: true })
const servers = ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri', 'userinfo_endpoint']
const supported = ['scopes_supported', 'token_endpoint_auth_methods_supported']
const mischief: fc.Arbitrary<Mischief> = fc.oneof(
  inSome(...servers, ...supported, 'id_token_signing_alg_values_supported').map((discovery) => ({
    ...none,
    discovery,
  })),
  inSome('access_token', 'token_type', 'id_token', 'expires_in', 'error').map((token) => ({
    ...none,
    token,
  })),
  inSome('alg', 'kid', 'crit', 'typ').map((header) => ({ ...none, header })),
  inSome('iss', 'aud', 'exp', 'nonce', 'sub', 'azp', 'groups', 'email').map((claims) => ({
    ...none,
    claims,
  })),
  inSome('kty', 'n', 'e', 'alg', 'use', 'kid', 'key_ops').map((key) => ({ ...none, key })),
  inSome('sub', 'groups', 'preferred_username').map((userinfo) => ({ ...none, userinfo })),
)

test('whatever a provider answers, what is told is a result, and holds nothing secret', async () => {
  let wrought = none
  let nonce = ''
  const settings = settingsFor(
    await serve(
      () => wrought,
      () => nonce,
    ),
  )
  const signIn = async (harm: Mischief) => {
    wrought = harm
    const ours = signOnAt(settings)
    const begun = await ours.client.begin(redirectUri)
    if (!begun.ok) return { result: begun, lines: ours.lines }
    nonce = new URL(begun.url).searchParams.get('nonce') ?? ''
    const callback = new URL(`${redirectUri}?code=kode-rahasia&state=${begun.state}`)
    return { result: await ours.client.finish(callback, begun.state), lines: ours.lines }
  }
  expect((await signIn(none)).result).toMatchObject({ ok: true, role: 'viewer' })
  await fc.assert(
    fc.asyncProperty(mischief, async (harm) => {
      const { result, lines } = await signIn(harm)
      if (result.ok) expect(['viewer', 'administrator']).toContain('role' in result && result.role)
      else expect(result.detail).toContain('SSO Uji')
      expectNoSecret([result, lines])
      expect(JSON.stringify([result, lines])).not.toMatch(/kode-rahasia|akses-rahasia/)
    }),
    { numRuns: 300 },
  )
})

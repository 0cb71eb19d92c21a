/** For tests: a real OpenID Connect provider on loopback, and a browser that signs in at it without a screen. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { onTestFinished } from 'vitest'

export const clientId = 'satker-connected'
export const clientSecret = 'kunci-klien-yang-rahasia-sekali'
const callbackPath = '/api/sign-on/callback'
export const redirectUri = `http://127.0.0.1:8080${callbackPath}`

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const signingKey = { ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'uji' }

/** What our tokens are verified with. */
export const verifyingKey = {
  kty: 'RSA',
  n: signingKey.n,
  e: signingKey.e,
  alg: 'RS256',
  use: 'sig',
  kid: 'uji',
}

/** Signed by the provider's own key unless another is given, whatever the header says. */
export function idToken(claims: object, header: object = {}, key: KeyObject = privateKey): string {
  const parts = [{ alg: 'RS256', kid: 'uji', ...header }, claims]
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`
}

/** A provider's ID token with other claims. */
export function changed(token: unknown, claims: object, header?: object, key?: KeyObject): string {
  const [, payload = ''] = String(token).split('.')
  return idToken({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...claims }, header, key)
}

export interface ProviderShape {
  /** What is claimed of each account, by its sub. */
  accounts: Record<string, Record<string, unknown>>
  /** Whether the claims stand in the ID token, or only in userinfo. */
  inIdToken?: boolean
  /** How the client shows its secret; `none` has none. */
  authentication?: 'client_secret_basic' | 'client_secret_post' | 'none'
  /** Where it sends a browser back to. */
  redirectUris?: string[]
  /** What becomes of every answer on its way out. */
  tamper?(path: string, body: Record<string, unknown>): Record<string, unknown>
}

export interface IdentityProvider {
  issuer: string
  /** Lets `account` sign in at the URL; the URL that it is sent back to us by. */
  signIn(url: string, account: string): Promise<URL>
  stop(): Promise<void>
  /** At the same address as before. */
  start(): Promise<void>
}

export async function startProvider(shape: ProviderShape): Promise<IdentityProvider> {
  const server = createServer()
  const start = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  const stop = async () => {
    if (!server.listening) return
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  await start(0)
  onTestFinished(stop)
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const provider = providerAt(issuer, shape)
  const answer = provider.callback()
  server.on('request', (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer)
    if (!pathname.startsWith('/interaction/')) return void answer(request, response)
    const login = { accountId: searchParams.get('account') ?? '' }
    void provider.interactionFinished(request, response, { login })
  })
  return { issuer, signIn: (url, account) => walk(url, account), stop, start: () => start(port) }
}

function providerAt(issuer: string, shape: ProviderShape): Provider {
  const { accounts, inIdToken = true, authentication = 'client_secret_basic', tamper } = shape
  const { redirectUris = [redirectUri] } = shape
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        ...(authentication === 'none' ? {} : { client_secret: clientSecret }),
        redirect_uris: redirectUris,
        token_endpoint_auth_method: authentication,
      },
    ],
    clientAuthMethods: [authentication],
    jwks: { keys: [signingKey] },
    cookies: { keys: ['kue'] },
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email'], groups: ['groups'] },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    conformIdTokenClaims: !inIdToken,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...accounts[sub], sub }) }),
    async loadExistingGrant({ oidc }) {
      const accountId = oidc.session?.accountId
      if (!oidc.client || accountId === undefined) return undefined
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId })
      grant.addOIDCScope('openid profile email groups')
      await grant.save()
      return grant
    },
  })
  provider.use(async (context, next) => {
    await next()
    if (tamper && isObject(context.body)) context.body = tamper(context.path, context.body)
  })
  return provider
}

function isObject(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null
}

/** Follows redirects with a jar of cookies, choosing the account where it is asked for, until it is sent to us. */
async function walk(from: string, account: string): Promise<URL> {
  const jar = new Map<string, string>()
  let url = new URL(from)
  for (let steps = 0; steps < 10; steps++) {
    if (url.pathname.startsWith('/interaction/')) url.searchParams.set('account', account)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`${url.pathname}: ${response.status} ${await response.text()}`)
    url = new URL(location, url)
    if (url.pathname === callbackPath) return url
  }
  throw new Error(`No end of redirects, at ${url.href}`)
}

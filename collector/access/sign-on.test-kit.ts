/** For tests: our side of a sign-on, what it logged, and a clock that is set by hand. */
import { expect } from 'vitest'
import type { SignOn } from '../domain/access-settings.ts'
import type { Clock } from '../domain/clock.ts'
import { everything } from '../domain/scope.ts'
import { Secret } from '../domain/secret.ts'
import type { Log } from '../log.ts'
import { clientId, clientSecret, type IdentityProvider, redirectUri } from './identity-provider.test-kit.ts'
import { createSignOn, type SignOnClient, type SignOnResult } from './sign-on.ts'

export const ofBali = { provinces: ['51'], types: [], satker: [] }

export function settingsFor(issuer: string, more: Partial<SignOn> = {}): SignOn {
  return {
    name: 'SSO Uji',
    issuer: new URL(issuer).href,
    clientId,
    claim: 'groups',
    roles: [
      { value: 'pusdatin-admin', role: 'administrator', scope: everything },
      { value: 'kanwil-bali', role: 'viewer', scope: ofBali },
    ],
    ...more,
  }
}

export interface Ours {
  client: SignOnClient
  clock: Clock & { advance(ms: number): void }
  /** Every line that was logged, as text. */
  lines: string[]
}

export function signOnAt(settings: SignOn, secret: string | null = clientSecret): Ours {
  let elapsed = 0
  const lines: string[] = []
  const write = (event: string, facts?: object): void => {
    lines.push(JSON.stringify([event, facts]))
  }
  const log: Log = { debug: write, info: write, warn: write, error: write }
  const clock = {
    now: () => 1_790_000_000_000 + elapsed,
    monotonicMs: () => elapsed,
    advance: (ms: number) => (elapsed += ms),
  }
  const client = createSignOn({ settings, secret: secret === null ? null : new Secret(secret), clock, log })
  return { client, clock, lines }
}

export async function begin({ client }: Ours): Promise<{ url: string; state: string }> {
  const begun = await client.begin(redirectUri)
  if (!begun.ok) throw new Error(begun.detail)
  return begun
}

/** From the button to the answer. `bend` changes the address that the browser goes to. */
export async function signInAs(
  account: string,
  provider: IdentityProvider,
  ours: Ours,
  bend: (url: URL) => void = () => {},
): Promise<{ result: SignOnResult; callback: URL; state: string }> {
  const { url, state } = await begin(ours)
  const bent = new URL(url)
  bend(bent)
  const callback = await provider.signIn(bent.href, account)
  const result = await ours.client.finish(callback, state)
  expectNoSecret([result, ours.lines], callback)
  return { result, callback, state }
}

/** Nothing that opens anything stands in what was told: not the secret, not the code, no token. */
export function expectNoSecret(told: unknown, callback?: URL): void {
  const text = JSON.stringify(told)
  expect(text).not.toContain(clientSecret)
  expect(text).not.toMatch(/eyJ[\w-]+\.|[?&]code=|verifier/)
  const code = callback?.searchParams.get('code')
  if (code) expect(text).not.toContain(code)
}

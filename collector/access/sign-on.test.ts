import { expect, test } from 'vitest'
import { type ProviderShape, startProvider } from './identity-provider.test-kit.ts'
import { ofBali, settingsFor, signInAs, signOnAt } from './sign-on.test-kit.ts'

const accounts = {
  budi: {
    preferred_username: 'Budi Santoso',
    email: 'budi@example.go.id',
    groups: ['staf', 'pusdatin-admin'],
  },
  wayan: { email: 'wayan@example.go.id', groups: ['kanwil-bali'] },
  keduanya: { groups: ['kanwil-bali', 'pusdatin-admin'] },
  teks: { groups: 'kanwil-bali' },
  tamu: { preferred_username: 'Tamu', groups: ['tamu'] },
  polos: { preferred_username: 'Polos' },
}

async function resultFor(account: string, shape: Partial<ProviderShape> = {}, secret?: string | null) {
  const provider = await startProvider({ accounts, ...shape })
  const ours = signOnAt(settingsFor(provider.issuer), secret)
  const { result } = await signInAs(account, provider, ours)
  return { result, issuer: provider.issuer, lines: ours.lines }
}

test.each([
  ['budi', { name: 'Budi Santoso', role: 'administrator', scope: 'everything' }],
  ['wayan', { name: 'wayan@example.go.id', role: 'viewer', scope: ofBali }],
  ['keduanya', { name: 'keduanya', role: 'administrator', scope: 'everything' }],
  ['teks', { name: 'teks', role: 'viewer', scope: ofBali }],
])('%s comes in by the first rule that fits', async (account, expected) => {
  const { result, issuer, lines } = await resultFor(account)
  expect(result).toEqual({ ok: true, subject: `${issuer} ${account}`, ...expected })
  expect(lines).toEqual([])
})

test('what the ID token does not claim, userinfo is asked for', async () => {
  const { result } = await resultFor('budi', { inIdToken: false })
  expect(result).toMatchObject({ ok: true, name: 'Budi Santoso', role: 'administrator' })
})

test.each(['client_secret_basic', 'client_secret_post'] as const)(
  'the secret is shown as the provider wants it: %s',
  async (authentication) => {
    const { result } = await resultFor('wayan', { authentication })
    expect(result).toMatchObject({ ok: true, role: 'viewer' })
  },
)

test('a client without a secret signs in by PKCE alone', async () => {
  const { result } = await resultFor('wayan', { authentication: 'none' }, null)
  expect(result).toMatchObject({ ok: true, role: 'viewer' })
})

test.each([
  ['tamu', 'signed in at SSO Uji as Tamu, but none of its groups gives a role here'],
  [
    'polos',
    'signed in at SSO Uji as Polos, but SSO Uji tells no claim "groups"; let it send that to this client',
  ],
])('%s, whom no rule is for, does not come in', async (account, detail) => {
  const { result } = await resultFor(account)
  expect(result).toEqual({ ok: false, why: 'no-role', detail })
})

test('the address of the provider carries a challenge, a state and a nonce, and never the secret', async () => {
  const provider = await startProvider({ accounts })
  const ours = signOnAt(settingsFor(provider.issuer))
  const begun = await ours.client.begin('http://127.0.0.1:8080/api/sign-on/callback')
  const asked = new URL(begun.ok ? begun.url : '').searchParams
  expect(Object.fromEntries(asked)).toEqual({
    client_id: 'satker-connected',
    response_type: 'code',
    redirect_uri: 'http://127.0.0.1:8080/api/sign-on/callback',
    scope: 'openid profile email groups',
    state: begun.ok && begun.state,
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
  })
})

/** Sign-in by an OpenID Connect provider: the authorization code flow with PKCE, state and nonce. */
import * as oidc from 'openid-client'
import type { SignOn } from '../domain/access-settings.ts'
import type { Clock } from '../domain/clock.ts'
import type { Role } from '../domain/role.ts'
import type { Scope } from '../domain/scope.ts'
import type { Secret } from '../domain/secret.ts'
import type { Log } from '../log.ts'
import { type Begun, BegunSignOns } from './sign-on-begun.ts'
import { hasClaim, nameIn, ruleFor } from './sign-on-claims.ts'
import { failureOf, type SignOnFailure } from './sign-on-failure.ts'
import { assertSecure, Untrusted } from './sign-on-fetch.ts'
import { createProvider } from './sign-on-provider.ts'

export interface SignOnClient {
  /** Where to send the browser; `state` is to be kept in a cookie of it. Fails where the provider cannot be asked. */
  begin(redirectUri: string): Promise<{ ok: true; url: string; state: string } | SignOnFailure>
  /**
   * `callback` is the URL that the provider sent the browser back to, of which only the query counts; `state` is from
   * the browser's cookie. A state is good for one answer, within ten minutes.
   */
  finish(callback: URL, state: string): Promise<SignOnResult>
}

export type SignOnResult = SignedOn | SignOnFailure

export interface SignedOn {
  ok: true
  /** Issuer and sub, with a space between: what stays the same when the name changes. */
  subject: string
  /** At most 64 characters. */
  name: string
  role: Role
  scope: Scope
}

export interface SignOnParts {
  settings: SignOn
  /** Null for a client that has none. */
  secret: Secret | null
  clock: Clock
  log: Log
}

export function createSignOn({ settings, secret, clock, log }: SignOnParts): SignOnClient {
  const { name: provider } = settings
  const begun = new BegunSignOns(clock)
  const configuration = createProvider(settings, secret)

  function fail(error: unknown): SignOnFailure {
    const failure = failureOf(error, provider)
    log.warn('sign-on-failed', { why: failure.why, detail: failure.detail })
    return failure
  }

  async function begin(redirectUri: string): ReturnType<SignOnClient['begin']> {
    try {
      const server = await configuration()
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
      const url = oidc.buildAuthorizationUrl(server, {
        redirect_uri: redirectUri,
        scope: scopesOf(server, settings.claim),
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      assertSecure(url)
      begun.add(state, { redirectUri, verifier, nonce })
      return { ok: true, url: url.href, state }
    } catch (error) {
      return fail(error)
    }
  }

  async function finish(callback: URL, state: string): Promise<SignOnResult> {
    // Compared first: a link that a stranger sends takes nothing from a sign-in that is under way.
    const own = callback.searchParams.get('state') === state ? begun.take(state) : null
    if (!own) {
      const detail = `this browser did not begin to sign in at ${provider} in the last ten minutes; begin again`
      return { ok: false, why: 'not-begun', detail }
    }
    try {
      return signedOn(await redeem(callback, state, own))
    } catch (error) {
      return fail(error)
    }
  }

  /** The claims of the ID token, which the library has checked whole; with those of userinfo if ours is missing. */
  async function redeem({ search }: URL, state: string, own: Begun): Promise<oidc.IDToken> {
    const server = await configuration()
    const answer = new URL(own.redirectUri)
    answer.search = search
    const tokens = await oidc.authorizationCodeGrant(server, answer, {
      pkceCodeVerifier: own.verifier,
      expectedState: state,
      expectedNonce: own.nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Untrusted('it gave no ID token')
    const isAll = hasClaim(claims, settings.claim) || !server.serverMetadata().userinfo_endpoint
    return isAll
      ? claims
      : { ...(await oidc.fetchUserInfo(server, tokens.access_token, claims.sub)), ...claims }
  }

  function signedOn(claims: oidc.IDToken): SignOnResult {
    const name = nameIn(claims)
    const rule = ruleFor(claims, settings)
    if (rule) {
      return { ok: true, subject: `${claims.iss} ${claims.sub}`, name, role: rule.role, scope: rule.scope }
    }
    const lack = hasClaim(claims, settings.claim)
      ? `none of its ${settings.claim} gives a role here`
      : `${provider} tells no claim "${settings.claim}"; let it send that to this client`
    return { ok: false, why: 'no-role', detail: `signed in at ${provider} as ${name}, but ${lack}` }
  }

  return { begin, finish }
}

/** Some providers give a claim only to those who ask for the scope of its name; others refuse a scope unknown to them. */
function scopesOf(server: oidc.Configuration, claim: string): string {
  const known = server.serverMetadata().scopes_supported
  const asked = ['profile', 'email'].filter((scope) => known?.includes(scope) ?? true)
  return ['openid', ...asked, ...(known?.includes(claim) ? [claim] : [])].join(' ')
}

/** What the provider says of itself (OpenID Connect Discovery 1.0), asked when it is first needed. */
import * as oidc from 'openid-client'
import type { SignOn } from '../domain/access-settings.ts'
import type { Secret } from '../domain/secret.ts'
import { createSignOnFetch, Untrusted } from './sign-on-fetch.ts'

/** Kept once it is known; a failure is not, so that the next one who signs in asks again. */
export function createProvider(settings: SignOn, secret: Secret | null): () => Promise<oidc.Configuration> {
  let known: Promise<oidc.Configuration> | null = null
  return () => {
    known ??= discover(settings, secret).catch((error: unknown) => {
      known = null
      throw error
    })
    return known
  }
}

async function discover({ issuer, clientId }: SignOn, secret: Secret | null): Promise<oidc.Configuration> {
  const server = new URL(issuer)
  // The settings allow http for an issuer on loopback; our fetch lets no other request out in the clear.
  const onLoopback = server.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
  const configuration = await oidc.discovery(server, clientId, undefined, authentication(secret), {
    [oidc.customFetch]: createSignOnFetch(),
    execute: [...onLoopback, oidc.enableNonRepudiationChecks],
  })
  // The library lets Microsoft's name another: with `common` in it, anybody's tenant could tell us its groups.
  if (new URL(configuration.serverMetadata().issuer).href !== server.href) {
    throw new Untrusted('it calls itself by another issuer')
  }
  return configuration
}

/** RFC 8414, section 2: where a provider does not say how a client shows its secret, it is HTTP Basic. */
function authentication(secret: Secret | null): oidc.ClientAuth {
  if (secret === null) return oidc.None()
  const [basic, post] = [oidc.ClientSecretBasic(secret.reveal()), oidc.ClientSecretPost(secret.reveal())]
  return (server, ...request) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const show = methods.includes('client_secret_basic') ? basic : post
    return show(server, ...request)
  }
}

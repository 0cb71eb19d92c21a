import type { WantedLink } from './visit.ts'

const noHistory: WantedLink['history'] = { tunnel: null, session: null, gateway: null }

/** A link whose router's interface of that name is read, and nothing else unless given. */
export function wantedLink(
  link: string,
  name: string | null,
  given: Partial<Pick<WantedLink, 'vpn' | 'endpoint' | 'history'>> = {},
): WantedLink {
  return { link, name, vpn: null, endpoint: '192.0.2.1', history: noHistory, ...given }
}

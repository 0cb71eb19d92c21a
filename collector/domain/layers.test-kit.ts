/** What may be seen of a link's layers, in words, and what is judged of it. */
import { afterSweep, afterVisit, type Belief, beliefOf } from './belief.ts'
import type { LayerBench } from './layer-findings.ts'
import type { Vpn } from './link.ts'
import { limits } from './story.test-kit.ts'
import { afterCall, type Voice } from './voice.ts'
import { afterVpnVisit, type VpnBelief, vpnBeliefOf } from './vpn-belief.ts'
import type { IpsecReading, SessionReading, TunnelReading, VpnReading } from './vpn-reading.ts'

export const now = 1_795_330_000_000
export const visited = { at: now, sysUpTimeCs: 8_640_000, isDated: true }
export const endpoint = '10.0.0.9'
export const gateway = '203.0.113.1'

export function vpnOf(given: Partial<Vpn> = {}): Vpn {
  return { kind: 'ipsec', peer: gateway, interface: 'tun0', bgpPeer: '10.255.0.1', ...given }
}

export function tunnelReading(given: Partial<TunnelReading> = {}): TunnelReading {
  return { name: 'tun0', found: true, operStatus: 'up', lastChangeCs: null, ...given }
}

export function ipsecReading(given: Partial<IpsecReading> = {}): IpsecReading {
  return { by: 'cisco', local: null, remote: gateway, isUp: true, activeSeconds: null, ...given }
}

export function sessionReading(given: Partial<SessionReading> = {}): SessionReading {
  return { peer: '10.255.0.1', state: 'established', isStopped: false, establishedSeconds: 500, ...given }
}

export const nothingRead: VpnReading = { tunnels: [], ipsec: null, session: null }

/** What is seen, each by itself; null: nothing is. */
export interface Facts {
  /** The link's own interface. */
  wan: 'up' | 'down' | null
  endpoint: 'answers' | 'unsure' | 'silent' | null
  peer: 'answers' | 'unsure' | 'silent' | null
  ike: 'answers' | 'unsure' | 'silent' | null
  tunnel: 'up' | 'down' | null
  ipsec: 'up' | 'down' | null
  session: 'up' | 'down' | null
  /** The router's SNMP agent; `off` is never asked, `before` answered last before the far end fell silent. */
  agent: 'answers' | 'silent' | 'before' | 'off' | null
}

export const nothingSeen: Facts = {
  wan: null,
  endpoint: null,
  peer: null,
  ike: null,
  tunnel: null,
  ipsec: null,
  session: null,
  agent: null,
}

/** The belief that these facts lead to, a minute old, and the bench at which it is judged. */
export function seenAs(facts: Facts, vpn: Vpn | null = vpnOf()): { belief: VpnBelief; bench: LayerBench } {
  const reading: VpnReading = {
    tunnels: facts.tunnel ? [tunnelReading({ operStatus: facts.tunnel })] : [],
    ipsec: facts.ipsec ? ipsecReading({ isUp: facts.ipsec === 'up' }) : null,
    session: facts.session
      ? sessionReading({ state: facts.session === 'up' ? 'established' : 'active' })
      : null,
  }
  const before = { ...visited, at: now - 60_000 }
  // Twice: one visit may be no proof.
  const once = afterVpnVisit(vpnBeliefOf(), reading, before, vpn)
  const twice = afterVpnVisit(once, reading, visited, vpn)
  return {
    belief: { ...twice, peer: voiceOf(facts.peer), ike: voiceOf(facts.ike), agent: agentOf(facts.agent) },
    bench: { ...benchOf(linkBelief(facts), vpn), isAgentAsked: facts.agent !== 'off' },
  }
}

export function benchOf(belief: Belief, vpn: Vpn | null = vpnOf(), at = now): LayerBench {
  const holdsMs = { visit: 150_000, echo: 25_000, ike: 150_000 }
  const seat = { link: 'link-1', vpn, endpoint, reach: 'icmp', routerAddress: '10.0.1.1' } as const
  const around = { isGatewayShared: false, isAgentAsked: true, isRouterReachedElsewhere: false }
  return { ...seat, ...around, belief, limits, at, holdsMs }
}

function agentOf(says: Facts['agent']): Voice | null {
  if (says === null || says === 'off') return null
  return says === 'before' ? afterCall(null, now - 60_000, true) : afterCall(null, now, says === 'answers')
}

function voiceOf(says: Facts['peer']): Voice | null {
  if (says === null) return null
  const misses = { answers: 0, unsure: 1, silent: 3 }[says]
  const answered = afterCall(null, now - 40_000, true)
  return Array.from({ length: misses }).reduce<Voice>(
    (voice, _, index) => afterCall(voice, now - 10_000 * (misses - 1 - index), false),
    { ...answered, askedAt: now },
  )
}

export function linkBelief({ wan, endpoint: says }: Pick<Facts, 'wan' | 'endpoint'>, bySnmp = false): Belief {
  const before = beliefOf('up', now - 3_600_000, now - 10_000)
  const visit = { at: now, interfaceDown: wan === 'down', interfaceChangedAt: null, loadRatio: null }
  const seen = wan === null ? before : afterVisit(before, visit)
  if (says === null) return seen
  const answered = afterSweep(seen, { at: now - 20_000, rttsMs: [10], whole: 9, bySnmp })
  const lost = Array.from({ length: says === 'silent' ? 9 : 1 }, () => null)
  return says === 'answers' ? answered : afterSweep(answered, { at: now - 10_000, rttsMs: lost, whole: 9 })
}

/** Since when a layer is as it is, where its history and what is read now have different dates of it. */
import { describe, expect, test } from 'vitest'
import {
  benchOf,
  linkBelief,
  nothingRead,
  now,
  sessionReading,
  tunnelReading,
  visited,
  vpnOf,
} from './layers.test-kit.ts'
import { afterCall } from './voice.ts'
import { afterIke, afterVpnVisit, type KeptTurns, type VpnBelief, vpnBeliefOf } from './vpn-belief.ts'
import { judgeLayers } from './vpn-layers.ts'
import type { VpnReading } from './vpn-reading.ts'

const second = 1_000
const vpn = vpnOf()
const noTurns: KeptTurns = { tunnel: null, session: null, resetAt: null }
const tunnelKept = (by: 'echo' | 'ike' | 'tunnel-interface', to: 'up' | 'down' = 'up'): KeptTurns => ({
  ...noTurns,
  tunnel: { to, at: now - 8_000 * second, by, of: 'tun0' },
})
const sessionKept: KeptTurns = {
  ...noTurns,
  session: { to: 'up', at: now - 8_000 * second, by: 'bgp', of: '10.255.0.1' },
}

function firstRead(kept: KeptTurns, reading: Partial<VpnReading>, watchedTo = now - 3_600 * second) {
  const belief = afterVpnVisit(vpnBeliefOf(kept, watchedTo), { ...nothingRead, ...reading }, visited, vpn)
  const { belief: after, step } = judgeLayers(belief, benchOf(linkBelief({ wan: null, endpoint: null }), vpn))
  const { tunnel, session } = after.judged
  const ago = (at: number | null) => (at === null ? null : (now - at) / second)
  return { tunnel: ago(tunnel.since), session: ago(session.since), changes: step?.changes ?? [] }
}

const changedAgo = (seconds: number) => ({
  tunnels: [tunnelReading({ lastChangeCs: visited.sysUpTimeCs - seconds * 100 })],
})

describe('a tunnel that was up before', () => {
  test.each<[what: string, by: 'echo' | 'tunnel-interface', reading: Partial<VpnReading>, ago: number]>([
    ['is up since the router says, which is later', 'tunnel-interface', changedAgo(900), 900],
    ['is up since the history says, which is earlier', 'tunnel-interface', changedAgo(8_001), 8_000],
    ['is up since long before it was first heard from without', 'echo', changedAgo(12_000), 12_000],
    ['is up since long after it was first heard from without', 'echo', changedAgo(4_000), 4_000],
    [
      'is up since the history says where the router dates nothing',
      'echo',
      { tunnels: [tunnelReading()] },
      8_000,
    ],
  ])('%s', (_, by, reading, ago) => {
    expect(firstRead(tunnelKept(by), reading)).toMatchObject({ tunnel: ago, changes: [] })
  })

  test('fell and came back between two visits', () => {
    const once = afterVpnVisit(
      vpnBeliefOf(tunnelKept('tunnel-interface')),
      { ...nothingRead, ...changedAgo(8_000) },
      visited,
      vpn,
    )
    const later = { at: now + 60_000, sysUpTimeCs: visited.sysUpTimeCs + 6_000, isDated: true }
    const reading = { tunnels: [tunnelReading({ lastChangeCs: visited.sysUpTimeCs + 2_000 })] }
    const twice = afterVpnVisit(once, { ...nothingRead, ...reading }, later, vpn)
    const bench = benchOf(linkBelief({ wan: null, endpoint: null }), vpn, later.at)
    expect(judgeLayers(twice, bench).belief.judged.tunnel).toMatchObject({ since: now + 20_000 })
  })
})

describe('a session that was up before', () => {
  const established = (establishedSeconds: number) => ({ session: sessionReading({ establishedSeconds }) })

  test('and was cleared while nobody looked was reset then', () => {
    expect(firstRead(sessionKept, established(1_200))).toMatchObject({
      session: 1_200,
      changes: [{ layer: 'session', to: 'reset', at: now - 1_200 * second }],
    })
  })

  test('goes on where it was not', () => {
    expect(firstRead(sessionKept, established(8_000))).toMatchObject({ session: 8_000, changes: [] })
  })

  test('is up since the router says where that is later, and yet before watching ended', () => {
    expect(firstRead(sessionKept, established(5_000))).toMatchObject({ session: 5_000, changes: [] })
  })
})

describe('a tunnel whose IKE had fallen silent', () => {
  const bare = vpnOf({ interface: null, bgpPeer: null })
  const bench = benchOf(linkBelief({ wan: null, endpoint: 'answers' }), bare)
  const answering = { answeredFrom: now, lastAnswerAt: now, missedFrom: null, missed: 0, askedAt: now }
  const began = { ...vpnBeliefOf(tunnelKept('ike', 'down')), peer: answering, agent: answering }
  const judged = (belief: VpnBelief) => {
    const { step, belief: after } = judgeLayers(belief, bench)
    const { state, by, since } = after.judged.tunnel
    return { state, by, since, isTold: step !== null }
  }

  test('is not up because others answer', () => {
    expect(judged(began)).toMatchObject({ state: 'unknown', isTold: false })
  })

  test('is down as before with the first question that it misses', () => {
    const since = now - 8_000 * second
    const down = { state: 'down', by: 'ike', since, isTold: false }
    expect(judged(afterIke(began, now, false))).toEqual(down)
    const thrice = [now, now, now].reduce((belief, at) => afterIke(belief, at, false), began as VpnBelief)
    expect(judged(thrice)).toEqual(down)
  })

  test('is up again when it answers', () => {
    expect(judged(afterIke(began, now, true))).toEqual({ state: 'up', by: 'ike', since: now, isTold: true })
  })

  test('that answered in an earlier run counts as silent in this one', () => {
    const up = { ...began, kept: tunnelKept('ike') }
    const silent = [now, now, now].reduce((belief, at) => afterIke(belief, at, false), up as VpnBelief)
    expect(judged(silent)).toMatchObject({ state: 'down', by: 'ike', isTold: true })
  })
})

test('a far end that was seen to fall with its tunnel tells that it is back', () => {
  const bare = vpnOf({ interface: null, bgpPeer: null })
  const fallen: KeptTurns = {
    ...noTurns,
    tunnel: { to: 'down', at: now - 60_000, by: 'peer-echo', of: vpn.peer },
  }
  const belief = { ...vpnBeliefOf(fallen), peer: afterCall(null, now, true) }
  const bench = benchOf(linkBelief({ wan: null, endpoint: 'answers' }), bare)
  expect(judgeLayers(belief, bench).belief.judged.tunnel).toMatchObject({ state: 'up', by: 'echo' })
})

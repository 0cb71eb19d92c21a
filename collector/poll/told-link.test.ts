import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { beliefOf } from '../domain/belief.ts'
import { linkStatuses } from '../domain/status.ts'
import { vpnBeliefOf } from '../domain/vpn-belief.ts'
import { link } from './stage.test-kit.ts'
import { measuredChange, toWireLink, urgentChange } from './told-link.ts'
import { trackLink, type TrackedLink } from './tracked-link.ts'

function tracked(known: Partial<TrackedLink> = {}): TrackedLink {
  const surroundings = { routerAddress: '10.0.0.1', provider: null, depth: 0 }
  const one = trackLink(link('a'), surroundings, { belief: beliefOf('up', 0, 0), vpn: vpnBeliefOf() })
  return Object.assign(one, known)
}

describe('what the page shows of a measurement', () => {
  const traffic = (inBitsPerSecond: number | null) => ({ ...tracked().traffic, inBitsPerSecond })
  const cases: [what: string, before: Partial<TrackedLink>, after: Partial<TrackedLink>, isSeen: boolean][] =
    [
      ['a delay by less than a tenth', { rttMs: 4.01 }, { rttMs: 4.1 }, false],
      ['a delay by a tenth', { rttMs: 4 }, { rttMs: 4.1 }, true],
      ['a long delay by less than a millisecond', { rttMs: 41 }, { rttMs: 41.99 }, false],
      ['a long delay by a millisecond', { rttMs: 41 }, { rttMs: 40 }, true],
      ['a delay that is gone', { rttMs: 41 }, { rttMs: null }, true],
      ['a rate in its fourth digit', { traffic: traffic(7_810_000) }, { traffic: traffic(7_890_000) }, false],
      ['a rate in its second digit', { traffic: traffic(7_810_000) }, { traffic: traffic(7_920_000) }, true],
      ['a rate of three digits by one', { traffic: traffic(781_000) }, { traffic: traffic(782_000) }, true],
      ['a rate that is there now', { traffic: traffic(null) }, { traffic: traffic(0) }, true],
      ['the time alone', { measuredAt: 1 }, { measuredAt: 10_001 }, false],
      ['the first time', { measuredAt: null }, { measuredAt: 1 }, true],
    ]
  it.each(cases)('%s', (_what, before, after, isSeen) => {
    const told = toWireLink(tracked(before))
    expect(measuredChange(told, tracked(after))?.isSeen).toBe(isSeen)
  })
})

const someone = fc
  .record({
    status: fc.constantFrom(...linkStatuses),
    since: fc.integer({ min: 0, max: 2 }),
    inDoubt: fc.boolean(),
    loss: fc.boolean(),
    visited: fc.subarray(['identity-changed', 'snmp-silent'] as const),
    snmp: fc.constantFrom('answering', 'refused'),
    tunnel: fc.constantFrom('up', 'down', 'unknown'),
    tunnelSince: fc.integer({ min: 0, max: 2 }),
    session: fc.option(fc.constantFrom('10.0.0.2', '10.0.0.3')),
    rttMs: fc.option(fc.constantFrom(41.231, 41.229, 8)),
    bits: fc.option(fc.constantFrom(1, 2_000_000.4)),
    measuredAt: fc.option(fc.integer({ min: 0, max: 2 })),
  })
  .map((drawn) => {
    const { status, since, inDoubt, visited, snmp, rttMs, measuredAt } = drawn
    const belief = beliefOf(status, since, 0)
    const vpn = vpnBeliefOf()
    const judged = { state: drawn.tunnel, since: drawn.tunnelSince, by: null } as const
    const { traffic } = tracked()
    return tracked({
      shown: { status, since },
      inDoubt,
      visited: [...visited],
      snmp,
      rttMs,
      measuredAt,
      link: {
        ...link('a'),
        vpn: { kind: 'gre', peer: null, bgpPeer: drawn.session, interface: 'gre1' },
      },
      belief: { ...belief, beyond: { ...belief.beyond, loss: drawn.loss } },
      vpn: { ...vpn, judged: { ...vpn.judged, tunnel: judged } },
      traffic: { ...traffic, inBitsPerSecond: drawn.bits },
    })
  })

test('what is told of a link, laid over what was told before, is the link as it is', () => {
  fc.assert(
    fc.property(someone, someone, (before, after) => {
      const told = toWireLink(before)
      const change = { ...urgentChange(told, after), ...measuredChange(told, after)?.change }
      expect({ ...told, ...change }).toEqual(toWireLink(after))
      for (const [field, value] of Object.entries(change))
        expect(value).not.toEqual(told[field as keyof typeof told])
    }),
  )
})

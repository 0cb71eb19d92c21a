import { describe, expect, test } from 'vitest'
import { type Belief, beliefOf } from './belief.ts'
import type { Layer } from './layer.ts'
import type { CarriedLayers } from './layer-evidence.ts'
import { happen, interfaceHoldsMs, type Letter, limits, tickMs } from './story.test-kit.ts'
import { judge } from './verdict.ts'

const layer = (state: Layer['state'], tick: number): Layer => ({
  state,
  since: tick * tickMs,
  by: state === 'unknown' ? null : 'bgp',
})

/** The layers from a tick on. */
type Course = Record<number, { tunnel?: Layer; session?: Layer }>

function changesOf(story: string, course: Course, before = beliefOf('unknown', 0, 0)): string[] {
  let belief: Belief = before
  let layers: CarriedLayers | null = null
  return [...story.replaceAll(' ', '')].flatMap((letter, tick) => {
    const given = course[tick]
    if (given) {
      const session = given.session ? { ...given.session, peer: '10.255.0.1', resetAt: null } : null
      layers = { tunnel: given.tunnel ?? null, session }
    }
    const at = tick * tickMs
    const heard = happen(letter as Letter, belief, at)
    const verdict = judge(heard, { link: 'link-1', limits, parents: [], at, interfaceHoldsMs, layers })
    belief = verdict.belief
    const { change } = verdict
    return change
      ? [`${change.to} @${change.at / tickMs} ${change.evidence.map(({ what }) => what).join('+')}`]
      : []
  })
}

const ticks = (letter: string, count: number): string => letter.repeat(count)

describe('a link that answers', () => {
  test('is degraded from when its session fell, and up from when it was back', () => {
    const course = {
      1: { tunnel: layer('up', 0), session: layer('up', 0) },
      5: { session: layer('down', 3) },
      9: { session: layer('up', 8) },
    }
    expect(changesOf(ticks('.', 12), course)).toEqual([
      'up @0 first-reading',
      'degraded @3 session-down',
      'up @8 session-up',
    ])
  })

  test('stays degraded while one of them is down', () => {
    const course = {
      2: { tunnel: layer('down', 2), session: layer('down', 1) },
      4: { tunnel: layer('up', 4), session: layer('down', 1) },
      6: { tunnel: layer('up', 4), session: layer('up', 6) },
    }
    expect(changesOf(ticks('.', 9), course)).toEqual([
      'up @0 first-reading',
      'degraded @1 tunnel-down+session-down',
      'up @6 tunnel-up+session-up',
    ])
  })

  test('is degraded from the first reading on where its tunnel is down', () => {
    expect(changesOf('..', { 0: { tunnel: layer('down', 0) } })).toEqual([
      'degraded @0 first-reading+tunnel-down',
    ])
  })

  test('comes back degraded where its tunnel is still down', () => {
    const course = { 0: { tunnel: layer('up', 0) }, 3: { tunnel: layer('down', 3) } }
    expect(changesOf('..xx...', course)).toEqual([
      'up @0 first-reading',
      'down @2 silent',
      'degraded @4 answered+tunnel-down',
    ])
  })

  test('is up again where it is not asked for the layer any more', () => {
    const course = { 1: { tunnel: layer('down', 1) }, 4: {} }
    expect(changesOf('.....', course)).toEqual([
      'up @0 first-reading',
      'degraded @1 tunnel-down',
      'up @4 within-limits',
    ])
  })

  test('rewrites no past where its layer fell long ago', () => {
    const up = beliefOf('up', -100 * tickMs, 0)
    expect(changesOf('...', { 2: { session: layer('down', -50) } }, up)).toEqual(['degraded @2 session-down'])
  })

  test('waits for calm where a limit was exceeded as well', () => {
    const course = {
      50: { session: layer('down', 50) },
      60: { session: layer('up', 60) },
    }
    const [, degraded, up] = changesOf(ticks('.', 45) + ticks('s', 40) + ticks('.', 80), course)
    expect(degraded).toBe('degraded @50 session-down')
    expect(up).toMatch(/^up @\d+ within-limits\+session-up$/)
  })
})

test('a link that is silent is down, whatever its layers are', () => {
  const course = { 1: { tunnel: layer('down', 1) } }
  expect(changesOf('..xx', course)).toEqual([
    'up @0 first-reading',
    'degraded @1 tunnel-down',
    'down @2 silent',
  ])
})

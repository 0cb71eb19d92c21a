import { describe, expect, test } from 'vitest'
import { afterSweep, afterVisit, type Belief, beliefOf, isSuspect } from './belief.ts'
import {
  believedAt,
  changesIn,
  changesOf,
  limits,
  liveThrough,
  type Setting,
  tickMs,
} from './story.test-kit.ts'
import { judge } from './verdict.ts'

interface Case {
  story: string
  changes: string[]
  setting?: Setting
}

function tells(title: string, cases: Record<string, Case>): void {
  describe(title, () => {
    test.each(Object.entries(cases))('%s', (_, { story, changes, setting }) => {
      expect(changesOf(story, setting)).toEqual(changes)
    })
  })
}

tells('where nothing was known, the first reading decides', {
  'an answer makes it up': { story: '.', changes: ['up @0'] },
  'an answer after a lost echo makes it up': { story: 'o', changes: ['up @0'] },
  'a lost sweep makes it down': { story: 'x', changes: ['down @0'] },
  'a lost sweep makes it down, however long patience is': {
    story: 'x',
    changes: ['down @0'],
    setting: { limits: { downAfter: 100 } },
  },
  'a visit that sees the interface down makes it down': { story: '_D', changes: ['down @1'] },
  'a visit that sees the interface up says nothing of the far end': { story: 'UUU', changes: [] },
  'a visit that knows nothing of the interface decides nothing': { story: 'F', changes: [] },
  'nothing seen leaves it unknown': { story: '___', changes: [] },
})

tells('up becomes down', {
  'at the first sweep that is lost with its burst': { story: '..x', changes: ['up @0', 'down @2'] },
  'not while one echo of the burst is answered': { story: '..e.', changes: ['up @0'] },
  'not by single lost echoes: flapping is for the display': { story: '.o.o.o.o', changes: ['up @0'] },
  'with a patience of one echo as with nine': {
    story: '.x',
    changes: ['up @0', 'down @1'],
    setting: { limits: { downAfter: 1 } },
  },
  'with a patience of twenty echoes at the third sweep, dated at the first': {
    story: '..xxx',
    changes: ['up @0', 'down @2'],
    setting: { limits: { downAfter: 20 } },
  },
  'not with a patience of twenty echoes in two sweeps': {
    story: '..xx.xx.',
    changes: ['up @0'],
    setting: { limits: { downAfter: 20 } },
  },
  'by four lost tries of SNMP as by nine lost echoes': {
    story: '..x',
    changes: ['up @0', 'down @2'],
    setting: { whole: 4 },
  },
  'by a patience of twenty in three sweeps of SNMP too': {
    story: '..xxx',
    changes: ['up @0', 'down @2'],
    setting: { whole: 4, limits: { downAfter: 20 } },
  },
  'when a visit sees the interface down, though echoes are answered': {
    story: '..D..',
    changes: ['up @0', 'down @2'],
  },
  'from the first miss when the interface confirms a silence that was not yet believed': {
    story: '..xD',
    changes: ['up @0', 'down @2'],
    setting: { limits: { downAfter: 20 } },
  },
  'once, however long it lasts': { story: '..xxxDDxxx', changes: ['up @0', 'down @2'] },
})

tells('down becomes up', {
  'at the second sweep answered in a row, dated at the first': {
    story: '.xx..',
    changes: ['up @0', 'down @1', 'up @3'],
  },
  'not by one answer between losses': { story: '.xx.x.x.x', changes: ['up @0', 'down @1'] },
  'by sweeps that lost some of their echoes': { story: '.xxeo', changes: ['up @0', 'down @1', 'up @3'] },
  'at the first answer where no patience is asked for': {
    story: '.x.',
    changes: ['up @0', 'down @1', 'up @2'],
    setting: { limits: { upAfter: 1 } },
  },
  'at the fifth answer where five are asked for': {
    story: '.x....|.',
    changes: ['up @0', 'down @1', 'up @2'],
    setting: { limits: { upAfter: 5 } },
  },
  'not while the interface is down': { story: '.D....', changes: ['up @0', 'down @1'] },
  'when the interface is seen up again, dated at that visit': {
    story: '.D...U.',
    changes: ['up @0', 'down @1', 'up @5'],
  },
  'when the interface is up again and the answers come later': {
    story: '.DxxUxx..',
    changes: ['up @0', 'down @1', 'up @7'],
  },
  'when the answers resumed before the interface was seen up': {
    story: '.Dxx...U',
    changes: ['up @0', 'down @1', 'up @7'],
  },
  'when the interface was seen too long ago to be evidence': {
    story: '.D' + '.'.repeat(16),
    changes: ['up @0', 'down @1', 'up @16'],
  },
})

describe('of when a change is believed', () => {
  test('patience is used up by the reading that brings it, not before', () => {
    expect(believedAt('.xxx..', { limits: { downAfter: 20 } })).toEqual(['up @0', 'down @3', 'up @5'])
  })

  test('a first miss is suspect at once, and no longer once it is answered or believed', () => {
    const suspect = liveThrough('.xx.xxx', { limits: { downAfter: 20 } }).map(({ belief }) =>
      isSuspect(belief),
    )
    expect(suspect).toEqual([false, true, true, false, true, true, false])
  })
})

describe('an interface that falls twice', () => {
  test('is dated at its second fall where nobody saw it rise between', () => {
    const story = 'D' + '.'.repeat(17) + '.......D'
    expect(changesOf(story)).toEqual(['down @0', 'up @15', 'down @25'])
  })

  test('is dated at each fall where it was seen to rise', () => {
    expect(changesOf('.D.U...D.U.')).toEqual(['up @0', 'down @1', 'up @3', 'down @7', 'up @9'])
  })
})

describe('a change', () => {
  test('tells what it ends, since when, and on what it rests', () => {
    const [, down, up] = changesIn(liveThrough('..xxx..', { limits: { downAfter: 20 } }))
    expect(down).toEqual({
      link: 'link-1',
      at: 2 * tickMs,
      from: 'up',
      fromSince: 0,
      to: 'down',
      because: null,
      evidence: [{ at: 2 * tickMs, what: 'silent' }],
    })
    expect(up).toMatchObject({
      from: 'down',
      fromSince: 2 * tickMs,
      evidence: [{ at: 5 * tickMs, what: 'answered' }],
    })
  })

  test('is dated no earlier than the status it ends, even where its evidence is older', () => {
    const before = beliefOf('up', 5 * tickMs, 5 * tickMs)
    expect(changesOf('x', { before })).toEqual(['down @5'])
  })

  test('names silence and interface where both pointed to it', () => {
    const changes = changesIn(liveThrough('.xD', { limits: { downAfter: 20 } }))
    expect(changes.at(-1)?.evidence.map(({ what }) => what)).toEqual(['silent', 'interface-down'])
  })
})

describe('an interface whose fall the router dates', () => {
  const up = afterVisit(
    afterSweep(beliefOf('up', 0, 0), { at: 60_000, rttsMs: [10], whole: 9 }),
    visitOf(60_000, false),
  )
  function visitOf(at: number, interfaceDown: boolean, interfaceChangedAt: number | null = null) {
    return { at, interfaceDown, interfaceChangedAt, loadRatio: null }
  }
  const fallOf = (belief: Belief, at = 120_000) =>
    judge(belief, { link: 'link-1', limits, parents: [], at, interfaceHoldsMs: 150_000, layers: null }).change

  test.each([
    ['between the visits is down from then on', 97_310, 97_310],
    ['while the visit that saw it up was on its way is down from then on', 58_500, 58_500],
    ['before the visit that saw it up is down from the visit that saw it down', 57_990, 120_000],
    ['later than now is down from the visit that saw it down', 120_010, 120_000],
    ['in no usable way is down from the visit that saw it down', null, 120_000],
  ])('%s', (_, told, at) => {
    const change = fallOf(afterVisit(up, visitOf(120_000, true, told)))
    expect(change).toMatchObject({ to: 'down', at, evidence: [{ at, what: 'interface-down' }] })
  })

  test('is down from before its first lost echo, with the silence as evidence of its own no more', () => {
    const silent = afterSweep(up, { at: 100_000, rttsMs: [null], whole: 9 })
    expect(fallOf(afterVisit(silent, visitOf(120_000, true, 97_310)))).toMatchObject({
      at: 97_310,
      evidence: [{ at: 97_310, what: 'interface-down' }],
    })
  })

  test('is down from its first lost echo where that came before', () => {
    const silent = afterSweep(up, { at: 90_000, rttsMs: [null], whole: 9 })
    expect(fallOf(afterVisit(silent, visitOf(120_000, true, 97_310)))?.at).toBe(90_000)
  })

  test('is down from the reading where nobody watched before', () => {
    const unknown = { ...beliefOf('unknown', 0, 0), interface: up.interface }
    expect(fallOf(afterVisit(unknown, visitOf(120_000, true, 97_310)))?.at).toBe(120_000)
  })

  test('rewrites no more of the past than a visit holds for', () => {
    const at = 60_000 + 3_600_000
    expect(fallOf(afterVisit(up, visitOf(at, true, 61_000)), at)?.at).toBe(at)
  })
})

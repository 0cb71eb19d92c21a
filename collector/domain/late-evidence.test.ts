import { describe, expect, it, test } from 'vitest'
import { type Hindsight, type LastOutage, lastOutageAfter, lateEvidence } from './late-evidence.ts'
import type { LinkStatus, StatusChange } from './status.ts'

const change = (from: LinkStatus, to: LinkStatus, at: number): StatusChange => ({
  link: 'a',
  at,
  from,
  fromSince: 0,
  to,
  because: null,
  evidence: [],
})
const live = (...changes: [from: LinkStatus, to: LinkStatus, at: number][]): LastOutage | null =>
  changes.reduce<LastOutage | null>(
    (last, [from, to, at]) => lastOutageAfter(last, change(from, to, at)),
    null,
  )

describe('the last outage', () => {
  test.each<[string, Parameters<typeof live>, Omit<LastOutage, 'added'> | null]>([
    ['begins when a link goes down', [['up', 'down', 10]], { began: 10, ended: null }],
    [
      'ends when it is up again',
      [
        ['up', 'down', 10],
        ['down', 'up', 30],
      ],
      { began: 10, ended: 30 },
    ],
    [
      'ends when it answers badly',
      [
        ['up', 'down', 10],
        ['down', 'degraded', 30],
      ],
      { began: 10, ended: 30 },
    ],
    [
      'goes on after a gap',
      [
        ['up', 'down', 10],
        ['down', 'unknown', 20],
        ['unknown', 'down', 30],
      ],
      { began: 10, ended: null },
    ],
    [
      'is another once the fault is another’s',
      [
        ['up', 'unreachable', 10],
        ['unreachable', 'down', 20],
      ],
      { began: 20, ended: null },
    ],
    [
      'is none of a link that was never gone',
      [
        ['unknown', 'up', 10],
        ['up', 'degraded', 20],
      ],
      null,
    ],
  ])('%s', (_, changes, outage) => {
    if (outage === null) expect(live(...changes)).toBeNull()
    else expect(live(...changes)).toMatchObject(outage)
  })
})

const began = 1_000_000
const ended = 2_000_000
const none: Hindsight = { interfaceDown: null, interfaceChangedAt: null, startedAt: null }

describe('what a visit adds to an outage', () => {
  test.each<[string, Partial<LastOutage>, Partial<Hindsight>, string[]]>([
    [
      'when the interface fell, while it is down',
      {},
      { interfaceDown: true, interfaceChangedAt: began - 2_345 },
      ['interface-down 997655'],
    ],
    ['nothing of an interface that fell long before', {}, { interfaceDown: true, interfaceChangedAt: 1 }, []],
    ['nothing of an interface that stayed up', {}, { interfaceDown: false, interfaceChangedAt: 1 }, []],
    [
      'when the interface came back, once it is over',
      { ended },
      { interfaceDown: false, interfaceChangedAt: ended - 7 },
      ['interface-up 1999993'],
    ],
    [
      'nothing of a change long after the outage',
      { ended },
      { interfaceDown: false, interfaceChangedAt: ended + 60_001 },
      [],
    ],
    [
      'that the router started in the middle of it',
      { ended },
      { startedAt: ended - 30_000 },
      ['router-restarted 1970000'],
    ],
    ['nothing of a start long before', { ended }, { startedAt: 5 }, []],
    ['no kind twice', { added: ['router-restarted'] }, { startedAt: began + 1 }, []],
    ['nothing where nothing is known', {}, {}, []],
  ])('is %s', (_, outage, seen, expected) => {
    const evidence = lateEvidence({ began, ended: null, added: [], ...outage }, { ...none, ...seen })
    expect(evidence.map(({ what, at }) => `${what} ${at}`)).toEqual(expected)
  })

  it('is all that there is to add', () => {
    const seen = { interfaceDown: false, interfaceChangedAt: ended - 10, startedAt: ended - 20 }
    expect(lateEvidence({ began, ended, added: [] }, seen)).toHaveLength(2)
  })
})

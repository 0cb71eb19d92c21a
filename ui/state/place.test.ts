import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { satkerTypes } from '../../collector/domain/satker.ts'
import { outcomes } from './audit-filter.ts'
import {
  colourings,
  home,
  type Place,
  readPlace,
  sortKeys,
  statusFilters,
  views,
  writePlace,
} from './place.ts'

const read = (address: string): Place => {
  const { pathname, search } = new URL(address, 'http://127.0.0.1')
  return readPlace(pathname, search)
}
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const hundredths = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((hundred) => hundred / 100)

const view = {
  link: orNull(fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/)),
  compare: fc.boolean(),
}
const range = fc.oneof(
  fc.constantFrom('24h', '7d', '30d').map((name) => ({ range: name, from: null, to: null })),
  fc
    .tuple(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 1, max: 1e10 }))
    .map(([from, longMs]) => ({ range: 'free', from, to: from + longMs })),
) as fc.Arbitrary<Pick<Place, 'range' | 'from' | 'to'>>
const overview = fc.record({
  ...view,
  page: fc.constant('overview' as const),
  satker: orNull(digits(6)),
  province: orNull(digits(2)),
  type: orNull(fc.constantFrom(...satkerTypes)),
  status: orNull(fc.constantFrom(...statusFilters)),
  text: fc.string({ maxLength: 100, unit: 'grapheme-ascii' }),
  sort: fc.constantFrom(...sortKeys),
  reverse: fc.boolean(),
  colour: fc.constantFrom(...colourings),
  view: fc.constantFrom(...views),
  window: orNull(
    fc.record({
      latitude: hundredths(-90, 90),
      longitude: hundredths(-180, 180),
      zoom: hundredths(1, 99),
    }),
  ),
  at: orNull(fc.integer({ min: 0, max: 2e12 })),
})
const audit = fc.record({
  page: fc.constant('audit' as const),
  audit: fc.record({
    since: orNull(fc.integer({ min: 0, max: 2e12 })),
    until: orNull(fc.integer({ min: 0, max: 2e12 })),
    who: fc.string({ maxLength: 100, unit: 'grapheme-ascii' }),
    what: fc.string({ maxLength: 100, unit: 'grapheme-ascii' }),
    outcome: orNull(fc.constantFrom(...outcomes)),
  }),
})
const own = fc.record({ ...view, page: fc.constant('satker' as const), satker: digits(6) })

describe('a place', () => {
  it('comes back whole from its address', () => {
    fc.assert(
      fc.property(fc.oneof(overview, own), range, (some, period) => {
        const place: Place = { ...home, ...some, ...period }
        expect(read(writePlace(place))).toEqual(place)
      }),
    )
  })

  it('in the audit trail comes back with what is looked for', () => {
    fc.assert(
      fc.property(audit, (some) => {
        const place: Place = { ...home, ...some }
        expect(read(writePlace(place))).toEqual(place)
      }),
    )
  })

  it.each([
    ['/masuk', 'sign-in'],
    ['/akun', 'account'],
    ['/pengaturan/akun', 'accounts'],
    ['/pengaturan/token', 'tokens'],
    ['/audit', 'audit'],
    ['/kesehatan', 'health'],
    ['/publik', 'public'],
  ] as const)('%s is a page that needs nothing else', (path, page) => {
    expect(read(`${path}/?satker=900002`)).toEqual({ ...home, page })
    expect(writePlace({ ...home, page, satker: '900002', text: 'kaur' })).toBe(path)
  })

  it('that is nothing special has the plainest address', () => {
    expect(writePlace(home)).toBe('/')
    expect(writePlace({ ...home, page: 'satker', satker: '900002' })).toBe('/satker/900002')
  })

  it.each([
    ['/?satker=9', { satker: null }],
    ['/satker/9000021', { page: 'overview', satker: null }],
    ['/?province=Bali&type=kantor&status=bad', { province: null, type: null, status: null }],
    ['/?sort=-nothing', { sort: 'worst', reverse: true }],
    ['/?at=yesterday&map=1,2', { at: null, window: null }],
    ['/?map=0,0,0.5', { window: null }],
    ['/?from=9&to=5', { range: '24h', from: null, to: null }],
    ['/?range=2y', { range: '24h' }],
    ['/audit?since=now&outcome=maybe', { audit: home.audit }],
    ['/pengaturan', { page: 'overview' }],
    [`/?q=${'x'.repeat(500)}`, { text: 'x'.repeat(100) }],
  ])('leaves out of %s what cannot be understood', (address, expected) => {
    expect(read(address)).toMatchObject(expected)
  })

  it('keeps what it does not know out of a page that has no use for it', () => {
    const place: Place = { ...home, page: 'satker', satker: '900002', province: '51', text: 'kaur' }
    expect(writePlace(place)).toBe('/satker/900002')
  })
})

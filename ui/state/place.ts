/** Where on the page somebody is, as it stands in the address: what a link sent to a colleague brings back. */
import { satkerTypes, type SatkerType } from '../../collector/domain/satker.ts'
import { linkStatuses, type LinkStatus } from '../../collector/domain/status.ts'
import { auditHome, readAuditFilter, writeAuditFilter, type AuditFilter } from './audit-filter.ts'

export const sortKeys = ['worst', 'name', 'since', 'load', 'province'] as const
export type SortKey = (typeof sortKeys)[number]
export const colourings = ['status', 'load'] as const
export type Colouring = (typeof colourings)[number]
/** Which of the two is seen where there is room for one only. */
export const views = ['list', 'map'] as const
export type NarrowView = (typeof views)[number]
export const ranges = ['24h', '7d', '30d', 'free'] as const
export type RangeName = (typeof ranges)[number]
/** `none`: satker without links. */
export const statusFilters = [...linkStatuses, 'none'] as const
export type StatusFilter = LinkStatus | 'none'

/** The pages that an address alone leads to. */
const paths = {
  'sign-in': '/masuk',
  account: '/akun',
  accounts: '/pengaturan/akun',
  tokens: '/pengaturan/token',
  audit: '/audit',
  health: '/kesehatan',
  public: '/publik',
} as const
export type PageName = 'overview' | 'satker' | keyof typeof paths

/** The part of the map that is seen: its middle in degrees, and how much it is enlarged. */
export interface MapWindow {
  latitude: number
  longitude: number
  zoom: number
}

export interface Place {
  /** `satker`: the chosen one has the page to itself, at an address of its own. */
  page: PageName
  /** Code of the chosen satker. */
  satker: string | null
  /** Kemendagri code of the only province shown. */
  province: string | null
  type: SatkerType | null
  status: StatusFilter | null
  /** What is searched for in the list. */
  text: string
  sort: SortKey
  /** Sorted the other way round. */
  reverse: boolean
  colour: Colouring
  view: NarrowView
  window: MapWindow | null
  /** The moment that is looked back at, epoch milliseconds; null: now. */
  at: number | null
  /** Id of the link whose charts are shown. */
  link: string | null
  range: RangeName
  /** Of the free range, epoch milliseconds. */
  from: number | null
  to: number | null
  /** Whether the charts show the period before as well. */
  compare: boolean
  /** What is looked for in the audit trail. */
  audit: AuditFilter
}

export const home: Place = {
  page: 'overview',
  satker: null,
  province: null,
  type: null,
  status: null,
  text: '',
  sort: 'worst',
  reverse: false,
  colour: 'status',
  view: 'list',
  window: null,
  at: null,
  link: null,
  range: '24h',
  from: null,
  to: null,
  compare: false,
  audit: auditHome,
}

const longestText = 100

/** What cannot be understood is left out: an old or mistyped address still leads somewhere. */
export function readPlace(pathname: string, search: string): Place {
  const page = pageAt(pathname)
  if (page === 'audit') return { ...home, page, audit: readAuditFilter(new URLSearchParams(search)) }
  if (page !== null) return { ...home, page }
  const own = /^\/satker\/(\d{6})\/?$/.exec(pathname)?.[1] ?? null
  const query = new URLSearchParams(search)
  const one = <T extends string>(name: string, choices: readonly T[]): T | null =>
    choices.find((choice) => choice === query.get(name)) ?? null
  const matching = (name: string, pattern: RegExp): string | null => {
    const value = query.get(name)
    return value !== null && pattern.test(value) ? value : null
  }
  const time = (name: string): number | null => {
    const value = matching(name, /^\d{1,15}$/)
    return value === null ? null : Number(value)
  }
  const sort = query.get('sort') ?? ''
  const [from, to] = [time('from'), time('to')]
  const isFree = from !== null && to !== null && from < to
  return {
    page: own === null ? 'overview' : 'satker',
    satker: own ?? matching('satker', /^\d{6}$/),
    province: matching('province', /^\d{2}$/),
    type: one('type', satkerTypes),
    status: one('status', statusFilters),
    text: (query.get('q') ?? '').slice(0, longestText),
    sort: sortKeys.find((key) => key === sort.replace(/^-/, '')) ?? home.sort,
    reverse: sort.startsWith('-'),
    colour: one('colour', colourings) ?? home.colour,
    view: one('view', views) ?? home.view,
    window: readWindow(query.get('map')),
    at: time('at'),
    link: matching('link', /^[A-Za-z0-9_-]{1,64}$/),
    range: isFree ? 'free' : (one('range', ['24h', '7d', '30d']) ?? home.range),
    from: isFree ? from : null,
    to: isFree ? to : null,
    compare: query.get('compare') === '1',
    audit: auditHome,
  }
}

/** Of an address of this page, such as `/satker/900002?range=7d`. */
export function readAddress(address: string): Place {
  const { pathname, search } = new URL(address, 'http://here')
  return readPlace(pathname, search)
}

function pageAt(pathname: string): keyof typeof paths | null {
  const path = pathname.replace(/(.)\/$/, '$1')
  const found = Object.entries(paths).find(([, known]) => known === path)
  return found ? (found[0] as keyof typeof paths) : null
}

/** The address of a place: only what is not as it is by default, and what that page has. */
export function writePlace(place: Place): string {
  const { page } = place
  if (page === 'audit') return withQuery(paths[page], writeAuditFilter(place.audit))
  if (page !== 'overview' && page !== 'satker') return paths[page]
  const query = new URLSearchParams()
  const put = (name: string, value: string | number | null): void => {
    if (value !== null && value !== '') query.set(name, String(value))
  }
  const isOwn = place.page === 'satker' && place.satker !== null
  if (!isOwn) {
    put('satker', place.satker)
    put('province', place.province)
    put('type', place.type)
    put('status', place.status)
    put('q', place.text)
    const sort = (place.reverse ? '-' : '') + place.sort
    put('sort', sort === home.sort ? null : sort)
    put('colour', place.colour === home.colour ? null : place.colour)
    put('view', place.view === home.view ? null : place.view)
    put('map', place.window && writeWindow(place.window))
    put('at', place.at)
  }
  put('link', place.link)
  if (place.range === 'free') {
    put('from', place.from)
    put('to', place.to)
  } else put('range', place.range === home.range ? null : place.range)
  put('compare', place.compare ? 1 : null)
  return withQuery(isOwn ? `/satker/${place.satker}` : '/', query)
}

function withQuery(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query}`
}

function readWindow(text: string | null): MapWindow | null {
  const match = /^(-?\d{1,2}(?:\.\d{1,4})?),(-?\d{1,3}(?:\.\d{1,4})?),(\d{1,3}(?:\.\d{1,3})?)$/.exec(
    text ?? '',
  )
  if (!match) return null
  const [latitude, longitude, zoom] = match.slice(1).map(Number) as [number, number, number]
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && zoom >= 1
    ? { latitude, longitude, zoom }
    : null
}

/** As fine as a pixel at the largest scale. */
function writeWindow({ latitude, longitude, zoom }: MapWindow): string {
  return [latitude, longitude, zoom].map((part) => Number(part.toFixed(2))).join(',')
}

import { describe, expect, it } from 'vitest'
import type { LayerState } from '../../collector/domain/layer.ts'
import type { WireLink } from '../../collector/serve/wire.ts'
import { layersOf, linkOf, noon } from '../outages/network.test-kit.ts'
import { languages, phrase } from '../parts/words.ts'
import { layerVerdict } from './layer-verdict.ts'

type State = LayerState | null
/** As in the table: ↑ up, ↓ down, ? not known, – no such layer. */
const states: Record<string, State> = { '↑': 'up', '↓': 'down', '?': 'unknown', '–': null }
const minute = 60_000

/** Access, tunnel, session: every combination, of layers that have been as they are for an hour. */
const table: [verdict: string | null, combinations: string][] = [
  [
    null,
    `↑↑↑ ↑↑? ↑↑– ↑?↑ ↑?? ↑?– ↑–↑ ↑–? ↑–– ?↑↑ ?↑? ?↑– ??↑ ??? ??– ?–↑ ?–? ?––
     –↑↑ –↑? –↑– –?↑ –?? –?– ––↑ ––? –––`,
  ],
  ['accessAlive', '↓↑↓ ↓↑? ↓↑– ↓↓↓ ↓↓? ↓↓– ↓?↓ ↓?? ↓?– ↓–↓ ↓–? ↓––'],
  ['contraryAccess', '↓↑↑ ↓↓↑ ↓?↑ ↓–↑'],
  ['tunnel', '↑↓↓ ↑↓? ↑↓–'],
  ['tunnelAlone', '?↓↓ ?↓? ?↓– –↓↓ –↓? –↓–'],
  ['contraryTunnel', '↑↓↑ ?↓↑ –↓↑'],
  ['sessionOverTunnel', '↑↑↓ ?↑↓ –↑↓'],
  ['sessionOverAccess', '↑–↓'],
  ['sessionAlone', '↑?↓ ??↓ ?–↓ –?↓ ––↓'],
]
const cases = table.flatMap(([verdict, all]) =>
  all.split(/\s+/).map((combination) => [combination, verdict] as const),
)
const linkWith = (combination: string, given: Partial<WireLink> = {}) => {
  const [access, tunnel, session] = [...combination].map((sign) => states[sign] as State)
  return linkOf('main', '900002', { layers: layersOf(access!, tunnel!, session!), ...given })
}
const verdictOf = (link: WireLink, now = noon) => layerVerdict(link, now)?.key.replace('verdict.', '') ?? null

describe('what the layers of a link say together', () => {
  it('is said of every combination', () => {
    expect(new Set(cases.map(([combination]) => combination)).size).toBe(4 ** 3)
  })

  it.each(cases)('of %s is %s', (combination, verdict) => {
    expect(verdictOf(linkWith(combination))).toBe(verdict)
  })

  it.each([
    ['silent', 'accessSilent'],
    ['off', 'access'],
    ['refused', 'accessAlive'],
  ] as const)('of an access that is down asks whether the router is %s', (snmp, verdict) => {
    expect(verdictOf(linkWith('↓↓↓', { snmp }))).toBe(verdict)
  })

  it('takes no old word of the router or of its session for one of now', () => {
    const fell = noon - 60 * minute
    expect(verdictOf(linkWith('↓↓↓'), fell + minute)).toBe('access')
    expect(verdictOf(linkWith('↓↑↑'), fell + minute)).toBe('access')
    expect(verdictOf(linkWith('↑↓↑'), fell + minute)).toBe('tunnel')
  })

  it('believes the router of its own interface at once', () => {
    const link = linkWith('↓↓↓', { snmp: 'silent' })
    link.layers!.access!.by = 'interface'
    expect(verdictOf(link, noon - 60 * minute)).toBe('accessAlive')
  })

  it('knows that a gateway which answers is there', () => {
    const link = linkWith('↑↓↓')
    link.layers!.tunnel!.by = 'peer-echo'
    expect(verdictOf(link)).toBe('tunnelKey')
  })

  it.each(['↑↑↓', '↑–↓', '––↓'])('of %s names no side where somebody shut the session', (combination) => {
    const link = linkWith(combination)
    link.layers!.session!.by = 'stopped'
    expect(verdictOf(link)).toBe('stopped')
  })

  it('tells for a day of a session that was reset', () => {
    const link = linkWith('↑↑↑')
    link.layers!.session!.resetAt = noon - 24 * 60 * minute + 1
    expect(layerVerdict(link, noon)).toEqual({ key: 'verdict.reset', at: link.layers!.session!.resetAt })
    expect(layerVerdict(link, noon + 1)).toBeNull()
  })

  it('is nothing for a link behind one that is gone, and for one that is no VPN', () => {
    expect(verdictOf(linkWith('↓↓↓', { status: 'unreachable' }))).toBeNull()
    expect(verdictOf(linkOf('main', '900002'))).toBeNull()
  })

  it('is read at a glance in both languages', () => {
    const said = languages.map((language) => phrase(language, layerVerdict(linkWith('↑↑↓'), noon)!.key))
    expect(said).toEqual([
      'terowongan hidup, BGP mati: sisi penyedia',
      'tunnel is up, BGP is down: provider side',
    ])
  })
})

/** What a router has of tunnels and sessions, in words: a table for each kind that it has any of. */
import type { IpsecReading, SessionReading } from '../../collector/domain/vpn-reading.ts'
import type { WireEndpoints, WireTunnel } from '../../collector/serve/wire.ts'
import type { WordKey } from '../parts/words.ts'
import type { LanguageChoice } from '../state/language.svelte.ts'

export interface EndpointTable {
  /** What it is, of the router `{id}`. */
  title: WordKey
  /** Of its first column. */
  head: WordKey
  rows: EndpointRow[]
}

export interface EndpointRow {
  /** Text from the network, as what follows it may be. */
  name: string
  /** Empty where there is no more to say of the name. */
  beside: string
  state: string
  /** Empty where it is not known. */
  since: string
}

export function endpointTables(
  { tunnels, ipsec, sessions, readAt }: WireEndpoints,
  timezone: string,
  { t, format }: { t: LanguageChoice['t']; format: LanguageChoice['format'] },
): EndpointTable[] {
  const time = (at: number | null) => (at === null ? '' : format.dateTime(at, timezone))
  const before = (seconds: number | null) => time(seconds === null ? null : readAt - seconds * 1000)

  const tunnelRow = ({ name, operStatus, lastChangeAt }: WireTunnel): EndpointRow => {
    const state = operStatus === null ? t('value.none') : t(`oper.${operStatus}`)
    return { name, beside: '', state, since: time(lastChangeAt) }
  }
  const ipsecRow = ({ remote, local, isUp, activeSeconds }: IpsecReading): EndpointRow => ({
    name: remote,
    beside: local === null ? '' : t('endpoint.ipsecOurs', { local }),
    state: t(isUp ? 'layer.up' : 'layer.down'),
    since: isUp ? before(activeSeconds) : '',
  })
  const sessionRow = (session: SessionReading): EndpointRow => {
    const { peer, state, establishedSeconds } = session
    // Of one that is not up it is how long ago it was, and zero where it never was.
    const at = before(state === 'established' ? establishedSeconds : establishedSeconds || null)
    const since = state === 'established' || at === '' ? at : t('endpoint.lastUp', { time: at })
    return { name: peer, beside: '', state: sessionState(session), since }
  }
  const sessionState = ({ state, isStopped }: SessionReading): string => {
    if (state === null) return t('endpoint.noPeer')
    if (state === 'established') return t('endpoint.state', { word: t('layer.up'), name: state })
    return isStopped ? t('endpoint.stopped') : t('endpoint.state', { word: t('layer.down'), name: state })
  }

  const tables: EndpointTable[] = [
    { title: 'endpoint.tunnels', head: 'endpoint.tunnel', rows: tunnels.map(tunnelRow) },
    { title: 'endpoint.ipsecs', head: 'endpoint.ipsec', rows: ipsec.map(ipsecRow) },
    { title: 'endpoint.sessions', head: 'endpoint.session', rows: sessions.map(sessionRow) },
  ]
  return tables.filter(({ rows }) => rows.length > 0)
}

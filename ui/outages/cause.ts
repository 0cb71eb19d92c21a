/** The likely cause in words: what was seen of a link, never a guess beyond it. */
import type { Condition } from '../../collector/domain/status.ts'
import type { WireLink, WireSatker } from '../../collector/serve/wire.ts'
import type { LanguageChoice } from '../state/language.svelte.ts'
import type { WordKey } from '../parts/words.ts'
import { isOfLayer, layerCause } from './layer-cause.ts'
import { loadOf } from './load.ts'

type Speaker = Pick<LanguageChoice, 't' | 'format'>

/** Of a satker in trouble: its worst link's cause, and which link that is where another still carries it. */
export function causeOfSatker(satker: WireSatker, link: WireLink, speaker: Speaker): string {
  const role = speaker.t(`role.${link.role}`)
  const cause = causeOfLink(link, speaker)
  if (satker.status !== 'degraded') return cause
  if (link.status === 'down') return speaker.t('cause.linkDown', { role, cause })
  if (link.status === 'unknown') return speaker.t('cause.linkUnknown', { role })
  if (link.status === 'unreachable') return speaker.t('cause.linkUnreachable', { role })
  // Whoever has a backup has more than that one.
  return link.role === 'backup' ? speaker.t('cause.linkDegraded', { role, cause }) : cause
}

/** Empty for a link with nothing to say against it. */
export function causeOfLink(link: WireLink, speaker: Speaker): string {
  // What it hangs on is not told to those who may not see it.
  if (link.status === 'unreachable')
    return speaker.t(link.dependsOn.length === 0 ? 'cause.parentOutside' : 'cause.parent')
  if (link.status === 'unknown') return speaker.t('cause.notWatched')
  const layer = layerCause(link)
  // That its far end is silent follows from its tunnel: the tunnel says it better.
  const saysAll = layer === 'cause.accessUpTunnelDown'
  const silence = link.status === 'down' && !saysAll ? [speaker.t(silenceOf(link))] : []
  const conditions = link.condition
    .filter((condition) => !isOfLayer(condition))
    .filter((condition) => link.status !== 'down' || !impliedBySilence.has(condition))
    .map((condition) => describe(condition, link, speaker))
  if (layer) conditions.unshift(speaker.t(layer))
  if (link.status === 'degraded' && conditions.length === 0) conditions.push(speaker.t('cause.recovering'))
  const doubt = link.suspect && link.status !== 'down' ? [speaker.t('cause.suspect')] : []
  return [...silence, ...conditions, ...doubt].join(' · ')
}

/** A silent link has no rates to complain of and is no backup, and its SNMP is in the words for the silence. */
const impliedBySilence: ReadonlySet<Condition> = new Set([
  'interface-down',
  'snmp-silent',
  'wrong-credentials',
  'loss',
  'delay',
  'load',
  'twin-down',
])

function silenceOf(link: WireLink): WordKey {
  if (link.condition.includes('interface-down')) return 'cause.interfaceDown'
  // No echo was ever sent to it: of its far end nothing is known but what SNMP said.
  if (link.reach === 'snmp') return link.snmp === 'refused' ? 'cause.wrongCredentials' : 'cause.snmpSilent'
  if (link.snmp === 'answering') return 'cause.endSilent'
  if (link.snmp === 'refused') return 'cause.refused'
  return link.snmp === 'silent' ? 'cause.allSilent' : 'cause.silent'
}

function describe(
  condition: Exclude<Condition, 'tunnel-down' | 'session-down'>,
  link: WireLink,
  speaker: Speaker,
): string {
  const { format } = speaker
  const t: Speaker['t'] = (key, values) => speaker.t(key, values)
  switch (condition) {
    case 'loss':
      return link.lossRatio === null
        ? t('cause.lossHigh')
        : t('cause.loss', { percent: format.percent(link.lossRatio) })
    case 'delay':
      return link.rttMs === null
        ? t('cause.delayHigh')
        : t('cause.delay', { delay: format.delay(link.rttMs) })
    case 'load': {
      const percent = loadOf(link)
      return percent === null ? t('cause.loadHigh') : t('cause.load', { percent: format.percent(percent) })
    }
    case 'interface-down':
      return t('cause.interfaceDown')
    case 'twin-down':
      return t('cause.twinDown')
    case 'snmp-silent':
      return t('cause.snmpSilent')
    case 'wrong-credentials':
      return t('cause.wrongCredentials')
    case 'identity-changed':
      return t('cause.identityChanged')
  }
}

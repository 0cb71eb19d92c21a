/** What of the collector needs somebody, each in a sentence with its measure; nothing while it keeps up. */
import type { Health, Snapshot } from '../../collector/serve/wire.ts'
import type { LanguageChoice } from '../state/language.svelte.ts'
import type { Missed } from '../state/health.svelte.ts'
import { megabytes } from './megabytes.ts'

export type Speaker = Pick<LanguageChoice, 't' | 'format'>

/** So many rounds may go by before what was not done in them is worth a word. */
const patience = 2
/** What misses its echoes is asked again, which takes its time whatever the rhythm. */
const leastSweepMs = 20_000
/** A row of each link is committed each minute, some seconds after it. */
const commitWithinMs = 3 * 60_000
const loopWithinMs = 100
const walWithinBytes = 128e6

export interface Told {
  health: Health
  /** When it was told, in the collector's time. */
  at: number
  rhythm: Snapshot['rhythm']
  missed: Missed | null
}

export function concernsOf({ health, at, rhythm, missed }: Told, speaker: Speaker): string[] {
  const { t, format } = speakerOf(speaker)
  const { icmp, snmp, database } = health
  const ago = (then: number) => format.duration(at - then)
  const [sweep, visit] = [format.duration(rhythm.sweepMs), format.duration(rhythm.visitMs)]
  const lately = missed ? format.duration(missed.forMs) : ''
  const counted = (count: number) => ({ count: format.number(count), time: lately })
  const concerns: (string | false | null)[] = [
    icmp.lastSweepAt !== null &&
      at - icmp.lastSweepAt > Math.max(leastSweepMs, (patience + 1) * rhythm.sweepMs) &&
      t('health.sweepOld', { time: ago(icmp.lastSweepAt), rhythm: sweep }),
    snmp.longestUnseenMs !== null &&
      snmp.longestUnseenMs > patience * rhythm.visitMs &&
      t('health.unseen', { time: format.duration(snmp.longestUnseenMs), rhythm: visit }),
    missed && missed.sweepsLate > 0 && t('health.sweepsLate', counted(missed.sweepsLate)),
    missed && missed.visitsSkipped > 0 && t('health.visitsSkipped', counted(missed.visitsSkipped)),
    missed && missed.visitsLate > 0 && t('health.visitsLate', counted(missed.visitsLate)),
    health.eventLoopP99Ms > loopWithinMs &&
      t('health.loopSlow', { delay: format.delay(health.eventLoopP99Ms) }),
    database.lastCommitAt !== null &&
      icmp.endpoints > 0 &&
      at - database.lastCommitAt > commitWithinMs &&
      t('health.commitOld', { time: ago(database.lastCommitAt) }),
    database.walBytes > walWithinBytes &&
      t('health.walLarge', { size: megabytes(database.walBytes, format) }),
    icmp.advice !== null && t(icmp.by === 'none' ? 'health.icmpNobody' : 'health.icmpTooMany'),
  ]
  return concerns.filter((concern) => typeof concern === 'string')
}

/** Taken apart it would lose what it belongs to. */
function speakerOf(speaker: Speaker): Speaker {
  return { t: (key, values) => speaker.t(key, values), format: speaker.format }
}

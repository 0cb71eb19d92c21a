/** How the collector is, in figures: what a person reads out to whoever looks after it. */
import type { Health } from '../../collector/serve/wire.ts'
import type { WordKey } from '../parts/words.ts'
import type { Told, Speaker } from './concerns.ts'
import { megabytes } from './megabytes.ts'

export interface Fact {
  word: WordKey
  value: string
}

export interface FactGroup {
  title: WordKey
  facts: Fact[]
}

export function factsOf(told: Told, timezone: string, speaker: Speaker): FactGroup[] {
  const { format } = speaker
  const none = speaker.t('value.none')
  const number = (count: number) => format.number(count)
  const clock = (at: number | null) => (at === null ? none : format.clock(at, timezone))
  const { icmp, snmp, database, ...health } = told.health
  return [
    {
      title: 'health.sweeps',
      facts: [
        { word: 'health.by', value: icmp.by === 'none' ? speaker.t('health.icmpNone') : icmp.by },
        { word: 'health.every', value: format.duration(told.rhythm.sweepMs) },
        { word: 'health.endpoints', value: number(icmp.endpoints) },
        { word: 'health.lastSweep', value: clock(icmp.lastSweepAt) },
        { word: 'health.late', value: countText(icmp.late, told.missed?.sweepsLate, told, speaker) },
      ],
    },
    {
      title: 'health.visits',
      facts: [
        { word: 'health.routers', value: number(snmp.routers) },
        { word: 'health.every', value: format.duration(told.rhythm.visitMs) },
        { word: 'health.lastVisit', value: clock(snmp.lastVisitAt) },
        { word: 'health.inFlight', value: number(snmp.inFlight) },
        { word: 'health.waiting', value: number(snmp.waiting) },
        {
          word: 'health.longestUnseen',
          value: snmp.longestUnseenMs === null ? none : format.duration(snmp.longestUnseenMs),
        },
        { word: 'health.late', value: countText(snmp.late, told.missed?.visitsLate, told, speaker) },
        { word: 'health.skipped', value: countText(snmp.skipped, told.missed?.visitsSkipped, told, speaker) },
        { word: 'health.failed', value: number(sum(snmp.failed)) },
        { word: 'health.refused', value: number(sum(snmp.refused)) },
      ],
    },
    {
      title: 'health.machine',
      facts: [
        { word: 'health.loop', value: format.delay(health.eventLoopP99Ms) },
        { word: 'health.database', value: megabytes(database.bytes, format) },
        { word: 'health.wal', value: megabytes(database.walBytes, format) },
        { word: 'health.lastCommit', value: clock(database.lastCommitAt) },
        { word: 'health.browsers', value: number(health.browsers) },
        { word: 'health.startedAt', value: format.dateTime(health.startedAt, timezone) },
        { word: 'health.versions', value: versionsOf(told.health) },
      ],
    },
  ]
}

/** Since the start, and what of it is new. */
function countText(count: number, lately: number | undefined, { missed }: Told, speaker: Speaker): string {
  const all = speaker.format.number(count)
  if (count === 0 || lately === undefined || missed === null) return all
  const values = { count: speaker.format.number(lately), time: speaker.format.duration(missed.forMs) }
  return `${all} · ${speaker.t('health.lately', values)}`
}

function versionsOf({ version, node, sqlite }: Health): string {
  return `${version} · Node.js ${node.replace(/^v/, '')} · SQLite ${sqlite}`
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}

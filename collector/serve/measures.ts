/** What the collector tells Prometheus of itself and of the network: names, and where each is read. */
import { linkStatuses } from '../domain/status.ts'
import type { Health, Snapshot } from './wire.ts'

export interface Seen {
  health: Health
  network: Snapshot
}

export interface Measure {
  /** Without the prefix, with its unit. */
  name: string
  help: string
  kind: 'gauge' | 'counter'
  /** The one label, whose values come from a closed list. */
  label?: string
  /** By label where there is one; null: not known, so that no sample is shown. */
  read(seen: Seen): number | null | Record<string, number>
}

export const measures: readonly Measure[] = [
  gauge('ok', 'Whether the collector holds itself to be well.', ({ health }) => Number(health.ok)),
  gauge('blind', 'Whether every reference address is silent.', ({ health }) => Number(health.blind)),
  gauge('started_timestamp_seconds', 'When the collector started.', ({ health }) => health.startedAt / 1000),
  gauge('browsers', 'Browsers that watch.', ({ health }) => health.browsers),
  gauge('event_loop_p99_seconds', 'Event-loop lag.', ({ health }) => health.eventLoopP99Ms / 1000),
  labelled('links', 'Links by status.', 'status', ({ network }) =>
    count(
      linkStatuses,
      network.links.map((link) => link.status),
    ),
  ),
  labelled('satker', 'Satker by status; none: without links.', 'status', ({ network }) =>
    count(
      [...linkStatuses, 'none'],
      network.satker.map((satker) => satker.status ?? 'none'),
    ),
  ),
  labelled('links_snmp', 'Links by how SNMP answers.', 'state', ({ network }) =>
    count(
      ['answering', 'silent', 'refused', 'off'],
      network.links.map((link) => link.snmp),
    ),
  ),
  gauge('links_suspect', 'Links that missed and are not yet held down.', ({ network }) =>
    network.links.reduce((sum, link) => sum + Number(link.suspect), 0),
  ),
  gauge('icmp_endpoints', 'Endpoints asked each sweep.', ({ health }) => health.icmp.endpoints),
  gauge('icmp_last_sweep_timestamp_seconds', 'When the last sweep ended.', ({ health }) =>
    seconds(health.icmp.lastSweepAt),
  ),
  counter(
    'icmp_sweeps_late_total',
    'Slices of sweeps that began late, or not at all.',
    ({ health }) => health.icmp.late,
  ),
  counter('icmp_sweep_slices_total', 'Slices of sweeps since the start.', ({ health }) => health.icmp.sweeps),
  counter('snmp_visits_total', 'Visits that ended since the start.', ({ health }) => health.snmp.visits),
  gauge('snmp_routers', 'Routers visited.', ({ health }) => health.snmp.routers),
  gauge('snmp_visits_in_flight', 'Visits that wait for an answer.', ({ health }) => health.snmp.inFlight),
  gauge(
    'snmp_visits_waiting',
    'Routers whose visit is due and has not begun.',
    ({ health }) => health.snmp.waiting,
  ),
  gauge('snmp_longest_unseen_seconds', 'Since the visit of the router visited longest ago.', ({ health }) =>
    seconds(health.snmp.longestUnseenMs),
  ),
  gauge('snmp_last_visit_timestamp_seconds', 'When the last visit ended.', ({ health }) =>
    seconds(health.snmp.lastVisitAt),
  ),
  counter(
    'snmp_visits_late_total',
    'Visits that began later than a tenth of their round after their turn.',
    ({ health }) => health.snmp.late,
  ),
  counter(
    'snmp_visits_skipped_total',
    'Turns without a visit: the one before had not ended, or the process was held up.',
    ({ health }) => health.snmp.skipped,
  ),
  {
    ...labelled(
      'snmp_visits_failed_total',
      'Visits that failed, by reason.',
      'reason',
      ({ health }) => health.snmp.failed,
    ),
    kind: 'counter',
  },
  {
    ...labelled(
      'snmp_refused_total',
      'Datagrams refused, by reason.',
      'reason',
      ({ health }) => health.snmp.refused,
    ),
    kind: 'counter',
  },
  gauge('trap_listening', 'Whether traps are listened for.', ({ health }) =>
    health.trap === null ? null : Number(health.trap.listening),
  ),
  counter('traps_total', 'Traps received since the start.', ({ health }) => health.trap?.received ?? null),
  counter(
    'trap_accepted_total',
    'Traps that were genuine and worth a visit.',
    ({ health }) => health.trap?.accepted ?? null,
  ),
  counter(
    'trap_ignored_total',
    'Traps that were genuine and not worth a visit.',
    ({ health }) => health.trap?.ignored ?? null,
  ),
  counter('trap_visits_total', 'Visits that traps asked for.', ({ health }) => health.trap?.visits ?? null),
  {
    ...labelled(
      'trap_refused_total',
      'Traps refused, by reason.',
      'reason',
      ({ health }) => health.trap?.refused ?? {},
    ),
    kind: 'counter',
  },
  counter(
    'trap_restarts_total',
    'How often the thread that hears traps died.',
    ({ health }) => health.trap?.restarts ?? null,
  ),
  counter(
    'trap_keys_derived_total',
    'SNMPv3 keys made to check traps with.',
    ({ health }) => health.trap?.keysDerived ?? null,
  ),
  gauge('config_problems', 'Problems in devices.yaml.', ({ health }) => health.config.problems.length),
  gauge(
    'config_loaded_timestamp_seconds',
    'When devices.yaml was loaded.',
    ({ health }) => health.config.loadedAt / 1000,
  ),
  gauge('database_bytes', 'Size of the database file.', ({ health }) => health.database.bytes),
  gauge('database_wal_bytes', 'Size of its write-ahead log.', ({ health }) => health.database.walBytes),
  gauge('database_full', 'Whether the disk is full.', ({ health }) => Number(health.database.full)),
  gauge('database_last_commit_timestamp_seconds', 'When something was last stored.', ({ health }) =>
    seconds(health.database.lastCommitAt),
  ),
]

function gauge(name: string, help: string, read: Measure['read']): Measure {
  return { name, help, kind: 'gauge', read }
}

function counter(name: string, help: string, read: Measure['read']): Measure {
  return { name, help, kind: 'counter', read }
}

function labelled(name: string, help: string, label: string, read: Measure['read']): Measure {
  return { name, help, kind: 'gauge', label, read }
}

/** Every word with its number, the absent ones with 0. */
function count(words: readonly string[], seen: string[]): Record<string, number> {
  const counts = Object.fromEntries(words.map((word) => [word, 0]))
  for (const word of seen) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

function seconds(at: number | null): number | null {
  return at === null ? null : at / 1000
}

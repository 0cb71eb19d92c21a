import type { Network } from '../domain/network.ts'
import type { IcmpProbe } from '../probe/icmp/icmp-probe.ts'
import type { SnmpProbe } from '../probe/snmp/snmp-probe.ts'
import type { Health } from '../serve/wire.ts'
import type { Measurement } from './measurement.ts'
import type { Recorder } from './recorder.ts'
import type { Rounds } from './rounds.ts'

export interface PollHealth extends Pick<Health, 'icmp' | 'snmp' | 'blind'> {
  /** Why the store did not take the last that was given to it; null if it did. */
  recording: Recorder['failure']
  lastCommitAt: number | null
  /** Visits that traps asked for since the start. */
  earlyVisits: number
}

export interface PollParts {
  network: Network
  icmp: IcmpProbe
  snmp: SnmpProbe
  measurement: Measurement
  recorder: Recorder
  rounds: Rounds
}

/** Whether the poll is well: what it asks, when it last did, and what it could not do in time. */
export function healthOf(parts: PollParts): PollHealth {
  const { network, icmp, snmp, measurement, recorder, rounds } = parts
  const echoed = new Set(network.links.flatMap(({ reach, endpoint }) => (reach === 'snmp' ? [] : endpoint)))
  const tried = new Set(network.links.flatMap(({ reach, router }) => (reach === 'snmp' ? router : [])))
  return {
    icmp: {
      by: icmp.by,
      lastSweepAt: measurement.lastSweepAt,
      sweeps: measurement.sweeps,
      endpoints: echoed.size + tried.size,
      late: rounds.sweepsLate,
      advice: icmp.advice(echoed.size, network.icmp.everyMs),
    },
    snmp: {
      lastVisitAt: measurement.lastVisitAt,
      routers: network.routers.filter((router) => router.snmp !== null).length,
      inFlight: snmp.inFlight(),
      waiting: rounds.visits.waiting,
      longestUnseenMs: rounds.visits.longestUnseenMs(),
      visits: measurement.visits,
      failed: measurement.failed,
      late: rounds.visits.tally.late,
      skipped: rounds.visits.tally.skips,
      refused: snmp.refused(),
    },
    blind: measurement.blind,
    recording: recorder.failure,
    lastCommitAt: recorder.lastCommitAt,
    earlyVisits: rounds.earlyVisits,
  }
}

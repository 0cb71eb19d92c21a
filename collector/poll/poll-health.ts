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

interface Asked {
  /** Addresses that get an echo in each sweep. */
  echoed: number
  /** Routers that are asked for sysUpTime in its place. */
  tried: number
  visited: number
}

/** Counted once for each network: it is asked every few seconds, of thousands of links. */
const counted = new WeakMap<Network, Asked>()

function askedIn(network: Network): Asked {
  const { links, routers } = network
  const asked = counted.get(network) ?? {
    echoed: new Set(links.flatMap(({ reach, endpoint }) => (reach === 'snmp' ? [] : endpoint))).size,
    tried: new Set(links.flatMap(({ reach, router }) => (reach === 'snmp' ? router : []))).size,
    visited: routers.filter((router) => router.snmp !== null).length,
  }
  counted.set(network, asked)
  return asked
}

/** Whether the poll is well: what it asks, when it last did, and what it could not do in time. */
export function healthOf(parts: PollParts): PollHealth {
  const { network, icmp, snmp, measurement, recorder, rounds } = parts
  const { echoed, tried, visited } = askedIn(network)
  return {
    icmp: {
      by: icmp.by,
      lastSweepAt: measurement.lastSweepAt,
      sweeps: measurement.sweeps,
      endpoints: echoed + tried,
      late: rounds.sweepsLate,
      advice: icmp.advice(echoed, network.icmp.everyMs),
    },
    snmp: {
      lastVisitAt: measurement.lastVisitAt,
      routers: visited,
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

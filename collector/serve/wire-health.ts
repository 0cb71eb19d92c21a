/** Whether the collector itself is well, as `/api/health` and the page tell it. Times are epoch milliseconds. */
export interface Health {
  ok: boolean
  version: string
  node: string
  sqlite: string
  startedAt: number
  icmp: {
    by: 'fping' | 'ping' | 'none'
    lastSweepAt: number | null
    /** Slices of sweeps since the start. */
    sweeps: number
    /** Far ends asked in each sweep, by echo or by SNMP; several links may share one. */
    endpoints: number
    /** Slices that began late, or not at all: their last was still running, or the process was held up. */
    late: number
    /** What to install, where the means in use are too small for the fleet. */
    advice: string | null
  }
  snmp: {
    lastVisitAt: number | null
    /** Routers that are asked by SNMP. */
    routers: number
    inFlight: number
    /** Visits that ended since the start, and those of them that failed, by reason. */
    visits: number
    failed: Record<string, number>
    /** Routers whose turn has come and that wait until others have been visited: hubs first, then the longest unseen. */
    waiting: number
    /** How long ago the router that was visited longest ago was visited, whatever came of it; null where there is none. */
    longestUnseenMs: number | null
    /** Visits that began late, of more than a tenth of their round. From here on: since two rounds after the start. */
    late: number
    /** Turns that brought no visit: the one before had not ended, or the process was held up for too long. */
    skipped: number
    /** Datagrams refused before they reached the SNMP library, by reason. */
    refused: Record<string, number>
  }
  /** Null where traps are not listened for. */
  trap: {
    /** `*`: every address of this machine. Null while nothing is listened at. */
    address: string | null
    port: number | null
    /** Since the start. Each was accepted (genuine, and worth a visit), ignored (genuine, and not) or refused. */
    received: number
    accepted: number
    ignored: number
    refused: Record<string, number>
    /** Visits that were asked for, those two minutes later included. */
    visits: number
    /** How often the thread that hears them died. */
    restarts: number
    /** SNMPv3 keys made. */
    keysDerived: number
    listening: boolean
    /** Why not, and what would be right. */
    why: string | null
  } | null
  config: { file: string; loadedAt: number; problems: string[] }
  database: { bytes: number; walBytes: number; lastCommitAt: number | null; full: boolean }
  browsers: number
  eventLoopP99Ms: number
  /** True while every reference address is silent: it is we who are cut off. */
  blind: boolean
}

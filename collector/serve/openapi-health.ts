/** The collector's own health as JSON Schema; that no field is missing or too many is held by the types. */
import { amount, count, flag, list, orNull, shape, text, time } from './schema.ts'
import type { Health } from './wire-health.ts'

export const health = shape<Health>({
  ok: flag,
  version: text,
  node: text,
  sqlite: text,
  startedAt: time,
  icmp: shape<Health['icmp']>({
    by: { type: 'string', enum: ['fping', 'ping', 'none'] },
    lastSweepAt: orNull(time),
    endpoints: count,
    sweeps: { ...count, description: 'Slices of sweeps since the start.' },
    late: { ...count, description: 'Slices that began late, or not at all, because we could not in time.' },
    advice: orNull(text),
  }),
  snmp: shape<Health['snmp']>({
    lastVisitAt: orNull(time),
    routers: count,
    inFlight: count,
    visits: { ...count, description: 'Visits that ended since the start.' },
    failed: { type: 'object', additionalProperties: count, description: 'Failed visits, by reason.' },
    waiting: {
      ...count,
      description: 'Routers whose turn has come and that wait until others were visited.',
    },
    longestUnseenMs: {
      ...orNull(amount),
      description: 'How long ago the router visited longest ago was visited, whatever came of it.',
    },
    late: { ...count, description: 'Visits that began later than a tenth of their round after their turn.' },
    skipped: {
      ...count,
      description: 'Turns without a visit: the one before had not ended, or we were held up.',
    },
    refused: { type: 'object', additionalProperties: count },
  }),
  trap: orNull(
    shape<NonNullable<Health['trap']>>({
      address: { ...orNull(text), description: '`*`: every address of the machine.' },
      port: orNull(count),
      received: { ...count, description: 'Since the start: accepted, ignored and refused.' },
      accepted: count,
      ignored: { ...count, description: 'Genuine, and no reason to look.' },
      refused: { type: 'object', additionalProperties: count, description: 'By reason.' },
      visits: { ...count, description: 'Visits that traps asked for.' },
      restarts: { ...count, description: 'How often the thread that hears them died.' },
      keysDerived: count,
      listening: flag,
      why: { ...orNull(text), description: 'Why it does not listen, and what would be right.' },
    }),
  ),
  config: shape<Health['config']>({ file: text, loadedAt: time, problems: list(text) }),
  database: shape<Health['database']>({
    bytes: count,
    walBytes: count,
    lastCommitAt: orNull(time),
    full: flag,
  }),
  browsers: count,
  eventLoopP99Ms: amount,
  blind: {
    type: 'boolean',
    description: 'Every reference address is silent: it is the collector that is cut off.',
  },
})

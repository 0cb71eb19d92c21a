/** Reads what stands in the main file only: the centre, the rhythms, the defaults, and where more is to be read. */
import type { Retention } from '../domain/network.ts'
import type { SettingsDraft, SimulatorDraft } from './draft.ts'
import type { FilesUnder } from './files-under.ts'
import { type Fields, mapOf } from './map.ts'
import { idName } from './name.ts'
import { noAccessSaid, readAccess } from './read-access.ts'
import { defaultHours, readCalendar } from './read-calendar.ts'
import { readJudging } from './read-link.ts'
import { readOutlines } from './read-outlines.ts'
import { readSnmp } from './read-snmp.ts'
import { address, duration, text, truth, wholeNumber, zone } from './scalars.ts'

const second = 1000
const hour = 3_600_000
const day = 24 * hour
const month = Math.round(30.44 * day)
const year = 365.25 * day

const snmpEvery = duration(10 * second, hour)
const defaultSnmpEveryMs = 60 * second

export function readSettings(fields: Fields, files: FilesUnder): SettingsDraft {
  const organisation = fields.withDefault('organisation', text, '')
  const timezone = fields.withDefault('timezone', zone, 'Asia/Jakarta')
  const snmpEntry = fields.at('snmp')
  const visit =
    snmpEntry && readSnmp(snmpEntry, (within) => within.withDefault('every', snmpEvery, defaultSnmpEveryMs))
  return {
    organisation,
    timezone,
    synthetic: fields.withDefault('synthetic', truth, false),
    include: fields.list('include', (entry) => {
      const pattern = text(entry)
      return pattern === undefined ? undefined : { text: pattern, entry }
    }),
    provinceOutlines: fields.optional(
      'map',
      mapOf((map) => map.optional('provinces', readOutlines(files))),
    ),
    reference: fields.withDefault(
      'collector',
      mapOf((collector) => collector.list('reference', address)),
      [],
    ),
    icmp: fields.withDefault('icmp', mapOf(readIcmp), defaultIcmp),
    snmpEveryMs: visit?.more ?? defaultSnmpEveryMs,
    snmp: visit?.snmp ?? null,
    ...readJudging(fields),
    retention: fields.withDefault('retention', mapOf(readRetention), defaultRetention),
    calendar: fields.withDefault('calendar', readCalendar(files), {
      hours: { default: defaultHours },
      holidays: [],
    }),
    simulator: fields.withDefault('simulator', mapOf(readSimulator), defaultSimulator),
    access: fields.withDefault('access', mapOf(readAccess), noAccessSaid),
  }
}

const defaultIcmp = { everyMs: 10 * second, timeoutMs: second }

function readIcmp(fields: Fields): { everyMs: number; timeoutMs: number } {
  const everyMs = fields.withDefault('every', duration(2 * second, 10 * 60 * second), defaultIcmp.everyMs)
  const timeoutMs = fields.withDefault('timeout', duration(50, 10 * second), defaultIcmp.timeoutMs)
  if (timeoutMs >= everyMs) {
    const culprit = fields.at('timeout') ?? fields.at('every') ?? fields.entry
    culprit.complain('timeout is not shorter than every; a sweep must end before the next begins')
  }
  return { everyMs, timeoutMs }
}

const defaultRetention: Retention = { minutesMs: 14 * day, fiveMinutesMs: 13 * month, hoursMs: 5 * year }

function readRetention(fields: Fields): Retention {
  const keep = duration(hour, 100 * year)
  return {
    minutesMs: fields.withDefault('minutes', keep, defaultRetention.minutesMs),
    fiveMinutesMs: fields.withDefault('five_minutes', keep, defaultRetention.fiveMinutesMs),
    hoursMs: fields.withDefault('hours', keep, defaultRetention.hoursMs),
  }
}

const defaultSimulator: SimulatorDraft = {
  enabled: false,
  seed: 1,
  outages: true,
  cut: [],
  tunnelDown: [],
  sessionDown: [],
}

function readSimulator(fields: Fields): SimulatorDraft {
  return {
    enabled: fields.withDefault('enabled', truth, defaultSimulator.enabled),
    seed: fields.withDefault('seed', wholeNumber(0, 2 ** 31 - 1), defaultSimulator.seed),
    outages: fields.withDefault('outages', truth, defaultSimulator.outages),
    cut: fields.list('cut', idName),
    tunnelDown: fields.list('tunnel_down', idName),
    sessionDown: fields.list('session_down', idName),
  }
}

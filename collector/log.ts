import { pino } from 'pino'

/** One JSON line an event, on standard output; `event` is a short constant name, the rest its facts. */
export interface Log {
  debug(event: string, facts?: object): void
  info(event: string, facts?: object): void
  warn(event: string, facts?: object): void
  error(event: string, facts?: object): void
}

const levels = ['debug', 'info', 'warn', 'error']

export function createLog(asked: string = process.env.LOG_LEVEL ?? 'info'): Log {
  const isKnown = levels.includes(asked)
  const logger = pino({
    level: isKnown ? asked : 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    messageKey: 'event',
    formatters: { level: (label) => ({ level: label }) },
  })
  const write =
    (at: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, facts: object = {}) =>
      logger[at](facts, event)
  const why = 'LOG_LEVEL may be debug, info, warn or error; info is taken'
  if (!isKnown) write('warn')('unknown-log-level', { why })
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

/** For tests: says nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }

import { pino } from 'pino'

/** One JSON line an event, on standard output; `event` is a short constant name, the rest its facts. */
export interface Log {
  debug(event: string, facts?: object): void
  info(event: string, facts?: object): void
  warn(event: string, facts?: object): void
  error(event: string, facts?: object): void
}

export function createLog(level: string = process.env.LOG_LEVEL ?? 'info'): Log {
  const logger = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    messageKey: 'event',
    formatters: { level: (label) => ({ level: label }) },
  })
  const write =
    (at: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, facts: object = {}) =>
      logger[at](facts, event)
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

/** For tests: says nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }

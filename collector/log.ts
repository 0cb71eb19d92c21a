import { pino } from 'pino'
import { visibleText } from './domain/visible-text.ts'

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
  const logger = pino(
    {
      level: isKnown ? asked : 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'event',
      formatters: { level: (label) => ({ level: label }) },
    },
    oneLineEach(pino.destination({ fd: 1, sync: true })),
  )
  const write =
    (at: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, facts: object = {}) =>
      logger[at](facts, event)
  const why = 'LOG_LEVEL may be debug, info, warn or error; info is taken'
  if (!isKnown) write('warn')('unknown-log-level', { why })
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

/**
 * JSON escapes the controls of ASCII only. Whoever reads the log in a terminal, or cuts it into lines by Unicode's rules,
 * would be shown by others what a name or an address from outside says.
 */
function oneLineEach(output: { write(line: string): unknown }): { write(line: string): void } {
  return { write: (line) => void output.write(`${visibleText(line.trimEnd())}\n`) }
}

/** For tests: says nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }

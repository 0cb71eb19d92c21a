import { expect, test } from 'vitest'
import { silentLog } from '../log.ts'
import { FailureLog } from './failure-log.ts'

test('the same failure of the same router is logged when it begins and when it ends, with the count', () => {
  const lines: [string, object | undefined][] = []
  const write = (event: string, facts?: object): void => void lines.push([event, facts])
  const clock = { now: () => Date.UTC(2026, 10, 22), monotonicMs: () => 0 }
  const failures = new FailureLog({ ...silentLog, info: write, warn: write }, clock)
  for (let time = 0; time < 500; time++) failures.failed('visit-failed', 'r-1', { why: 'timeout' })
  failures.failed('visit-failed', 'r-2', { why: 'timeout' })
  failures.succeeded('visit-failed', 'r-1')
  failures.succeeded('visit-failed', 'r-1')
  failures.failed('visit-failed', 'r-1', { why: 'timeout' })
  expect(lines).toEqual([
    ['visit-failed', { of: 'r-1', why: 'timeout' }],
    ['visit-failed', { of: 'r-2', why: 'timeout' }],
    ['visit-failed-ended', { of: 'r-1', count: 500, since: '2026-11-22T00:00:00.000Z' }],
    ['visit-failed', { of: 'r-1', why: 'timeout' }],
  ])
})

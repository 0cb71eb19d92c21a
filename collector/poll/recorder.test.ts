import { expect, test } from 'vitest'
import type { StatusChange } from '../domain/status.ts'
import { silentLog } from '../log.ts'
import { FailureLog } from './failure-log.ts'
import type { Ledger } from './ledger.ts'
import { Recorder } from './recorder.ts'

const fall: StatusChange = {
  link: 'a',
  at: 5,
  from: 'up',
  fromSince: 1,
  to: 'down',
  because: null,
  evidence: [],
}

test('what comes in before the end is committed, and what comes after is not even tried', async () => {
  const told: string[] = []
  const clock = { now: () => 9, monotonicMs: () => 9 }
  const ledger: Partial<Ledger> = {
    recordChanges: async (changes) => {
      told.push(...changes.map(({ to }) => `recorded ${to}`))
      return []
    },
  }
  const recorder = new Recorder({
    ledger: ledger as Ledger,
    clock,
    failures: new FailureLog({ ...silentLog, warn: (event) => told.push(event) }, clock),
    onCommitted: () => told.push('committed'),
    onRefused: () => told.push('refused'),
    onBroken: () => told.push('broken'),
  })
  recorder.changes([fall])
  await recorder.close()
  recorder.changes([{ ...fall, to: 'unknown' }])
  await recorder.flush()
  await recorder.heartbeat(10)
  expect(told).toEqual(['recorded down', 'committed'])
})

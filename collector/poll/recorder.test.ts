import { expect, test } from 'vitest'
import type { StatusChange } from '../domain/status.ts'
import { silentLog } from '../log.ts'
import { FailureLog } from './failure-log.ts'
import type { Ledger } from './ledger.ts'
import type { LayerEntry } from '../domain/layer.ts'
import { keptTurnsOf } from '../domain/vpn-belief.ts'
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

test('changes of status and of layers are one group, and are refused as one', async () => {
  const told: unknown[] = []
  const clock = { now: () => 9, monotonicMs: () => 9 }
  const ledger: Partial<Ledger> = {
    recordChanges: async (changes, layers, at) => {
      told.push([changes, layers, at])
      throw new Error('no')
    },
  }
  const recorder = new Recorder({
    ledger: ledger as Ledger,
    clock,
    failures: new FailureLog(silentLog, clock),
    onCommitted: () => told.push('committed'),
    onRefused: (changes, layers) => told.push(['refused', changes, layers]),
    onBroken: () => told.push('broken'),
  })
  const turn: LayerEntry = { link: 'a', at: 5, layer: 'tunnel', to: 'down', by: 'ipsec', of: 'tun0' }
  const step = { link: 'a', changes: [turn], before: keptTurnsOf([]) }
  recorder.changes([fall], [step])
  await recorder.flush()
  recorder.changes([], [step])
  await recorder.close()
  expect(told).toEqual([
    [[fall], [turn], 9],
    ['refused', [fall], [step]],
    [[], [turn], 9],
    ['refused', [], [step]],
  ])
})

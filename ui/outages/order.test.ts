import { describe, expect, it } from 'vitest'
import { KeptHeaps } from '../state/kept-heaps.ts'
import { Keyed } from '../state/keyed.ts'
import { satkerOf } from './network.test-kit.ts'
import { inOrder } from './order.ts'

const byName = [
  satkerOf('900003', { name: 'Aceh', status: null, since: null, province: '51' }),
  satkerOf('900002', { name: 'KUA 2', status: 'down', since: 200, province: '91' }),
  satkerOf('900001', { name: 'KUA 10', status: 'up', since: 300, province: '11' }),
  satkerOf('900004', { name: 'Zeni', status: 'degraded', since: 100, province: '11' }),
]
const heaps = new KeptHeaps().of(Keyed.of(byName, ({ code }) => code))
const loads: Record<string, number | null> = { '900001': 0.2, '900002': null, '900003': null, '900004': 0.9 }
const loadOf = (code: string) => loads[code] ?? null
const order = (by: Parameters<typeof inOrder>[2], reverse = false) =>
  inOrder(byName, heaps, by, { reverse, loadOf, sinceOf: ({ since }) => since }).map(({ name }) => name)

describe('the order of the list', () => {
  it.each([
    ['worst', false, ['KUA 2', 'Zeni', 'KUA 10', 'Aceh']],
    ['name', false, ['Aceh', 'KUA 2', 'KUA 10', 'Zeni']],
    ['name', true, ['Zeni', 'KUA 10', 'KUA 2', 'Aceh']],
    ['since', false, ['Zeni', 'KUA 2', 'KUA 10', 'Aceh']],
    ['since', true, ['KUA 10', 'KUA 2', 'Zeni', 'Aceh']],
    ['load', false, ['Zeni', 'KUA 10', 'Aceh', 'KUA 2']],
    ['load', true, ['KUA 10', 'Zeni', 'Aceh', 'KUA 2']],
    ['province', false, ['KUA 10', 'Zeni', 'Aceh', 'KUA 2']],
    ['province', true, ['KUA 2', 'Aceh', 'KUA 10', 'Zeni']],
  ] as const)('by %s (turned round: %s)', (by, reverse, names) => {
    expect(order(by, reverse)).toEqual(names)
  })
})

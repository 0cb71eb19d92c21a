import { expect, test } from 'vitest'
import { isOperationallyDown } from './interface-state.ts'
import type { OperStatus } from './reading.ts'

test.each<[OperStatus, boolean]>([
  ['up', false],
  ['down', true],
  ['lowerLayerDown', true],
  ['notPresent', true],
  ['dormant', false],
  ['testing', false],
  ['unknown', false],
])('an interface that is %s: down for certain is %s', (operStatus, down) => {
  expect(isOperationallyDown(operStatus)).toBe(down)
})

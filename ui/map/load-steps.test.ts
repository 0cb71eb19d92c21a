import { describe, expect, it } from 'vitest'
import { growthOf, loadSteps, stepOf } from './load-steps.ts'

describe('the steps of load', () => {
  it.each([
    [0, 1],
    [0.2, 1],
    [0.21, 2],
    [0.4, 2],
    [0.7, 3],
    [0.9, 4],
    [0.901, 5],
    [1.3, 5],
  ])('has a load of %d in step %d', (load, step) => expect(stepOf(load)).toBe(step))

  it('draws the busier larger', () => {
    const growth = loadSteps.map(growthOf)
    expect(growth).toEqual(growth.toSorted((a, b) => a - b))
    expect(new Set(growth).size).toBe(5)
  })
})

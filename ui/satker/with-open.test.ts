import { expect, it } from 'vitest'
import { noon } from '../outages/network.test-kit.ts'
import { outageOf } from './page.test-kit.ts'
import { withOpen } from './with-open.ts'

const before = outageOf(1, { began: noon - 9_000, ended: noon - 8_000 })
const known = outageOf(2, { began: noon - 5_000 })
const fresh = outageOf(3, { began: noon - 1_000 })

it('an outage that began since the answer stands above it', () => {
  expect(withOpen([known, before], [known, fresh], null)).toEqual([fresh, known, before])
})

it('one that is in both is told as it is now', () => {
  const now = { ...known, unwatchedMs: 600 }
  expect(withOpen([known], [now], null)).toEqual([now])
})

it('one that was answered as over is not opened again by what the page heard before', () => {
  const over = { ...known, ended: noon }
  expect(withOpen([over], [known], null)).toEqual([over])
})

it('one that began after the stretch is left out, one that reaches into it is not', () => {
  expect(withOpen([before], [known, fresh], noon - 3_000)).toEqual([known, before])
})

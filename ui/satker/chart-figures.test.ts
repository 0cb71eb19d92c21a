import { screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { linkOf, noon } from '../outages/network.test-kit.ts'
import ChartFigures from './ChartFigures.svelte'
import { Cursor } from './cursor.svelte.ts'
import { showInPage } from './page.test-kit.ts'
import { readingsOf } from './readings.test-kit.ts'

const day = 86_400_000
const none = [null]
const show = (measuredAt: number | null) => {
  const readings = readingsOf({ at: [noon - day], asked: none, answered: none })
  showInPage(ChartFigures, {
    period: { from: noon - day, to: noon, readings, outages: [], before: null },
    from: noon - day,
    link: linkOf('main', '900002', { measuredAt, inBitsPerSecond: null }),
    limits: null,
    timezone: 'Asia/Makassar',
    cursor: new Cursor(),
    zoom: () => {},
  })
}

it('a link that is measured for less than a minute has no minute yet, which is not nobody asking', () => {
  show(noon + 20_000)
  expect(screen.getByText('Belum ada menit yang lengkap.')).toBeTruthy()
})

it('a link that was not measured in the stretch was asked by nobody', () => {
  show(null)
  expect(screen.getByText('Tidak ada yang menanyai titik ujungnya dalam kurun ini.')).toBeTruthy()
})

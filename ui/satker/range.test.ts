import { fireEvent, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { describe, expect, it } from 'vitest'
import { noon } from '../outages/network.test-kit.ts'
import { showInPage } from './page.test-kit.ts'
import RangeTools from './RangeTools.svelte'

const hour = 3_600_000
const show = (path: string) => showInPage(RangeTools, { timezone: 'Asia/Makassar' }, { path })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('the range of the charts', () => {
  it('is chosen by a button, and said to be', async () => {
    const { address } = show('/satker/900002')
    await press('7 hari')
    expect(address.place.range).toBe('7d')
    expect(screen.getByRole('button', { name: '7 hari' }).getAttribute('aria-pressed')).toBe('true')
    expect(screen.getByRole('button', { name: 'Bandingkan dengan sepekan sebelumnya' })).toBeTruthy()
  })

  it('is compared with the one before it when asked to', async () => {
    const { address } = show('/satker/900002')
    await press('Bandingkan dengan kemarin')
    expect(address.place.compare).toBe(true)
  })

  it('begins free as what was shown, in the zone of the satker', async () => {
    const { address } = show('/satker/900002')
    await press('Bebas')
    expect(address.place).toMatchObject({ range: 'free', to: noon, from: noon - 24 * hour })
    expect(screen.getByLabelText<HTMLInputElement>('Sampai (WITA)').value).toBe('2026-11-22T13:00')
  })

  it('is refused the wrong way round, and says why', async () => {
    const { address } = show(`/satker/900002?from=${noon - 2 * hour}&to=${noon - hour}`)
    await fireEvent.input(screen.getByLabelText('Dari (WITA)'), { target: { value: '2026-11-22T12:30' } })
    await press('Tampilkan')
    expect(screen.getByText('Awal harus sebelum akhir.')).toBeTruthy()
    expect(address.place.from).toBe(noon - 2 * hour)
    await fireEvent.input(screen.getByLabelText('Dari (WITA)'), { target: { value: '2026-11-22T09:00' } })
    await press('Tampilkan')
    expect(address.place).toMatchObject({ range: 'free', from: noon - 4 * hour, to: noon - hour })
  })

  it('keeps the keyboard on the button that showed it', async () => {
    show(`/satker/900002?from=${noon - 2 * hour}&to=${noon - hour}`)
    await fireEvent.input(screen.getByLabelText('Dari (WITA)'), { target: { value: '2026-11-22T09:00' } })
    const button = screen.getByRole('button', { name: 'Tampilkan' })
    button.focus()
    await fireEvent.click(button)
    expect(document.activeElement).toBe(button)
    expect(button.isConnected).toBe(true)
  })

  it('is filled in anew where another is drawn on a chart', async () => {
    const { address } = show(`/satker/900002?from=${noon - 2 * hour}&to=${noon - hour}`)
    address.go({ range: 'free', from: noon - 4 * hour, to: noon - 3 * hour })
    await tick()
    expect(screen.getByLabelText<HTMLInputElement>('Dari (WITA)').value).toBe('2026-11-22T09:00')
  })

  it('of ten years is compared with a number that can be read', () => {
    show(`/satker/900002?from=${noon - 3_652 * 24 * hour}&to=${noon}`)
    expect(screen.getByRole('button', { name: 'Bandingkan dengan 3.652 hari sebelumnya' })).toBeTruthy()
  })

  it('goes back to the one it was zoomed from', async () => {
    const { address } = show('/satker/900002?range=30d')
    await press('Bebas')
    await press('Kembali ke 30 hari')
    expect(address.place).toMatchObject({ range: '30d', from: null, to: null })
  })
})

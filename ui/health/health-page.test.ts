import { screen, within } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { noon } from '../outages/network.test-kit.ts'
import { fakeHealth } from '../parts/health.test-kit.ts'
import Health from './Health.svelte'
import { showHealth } from './health-page.test-kit.ts'
import KeepsUp from './KeepsUp.svelte'

beforeEach(() => history.replaceState(null, '', '/'))

const behind = fakeHealth({
  snmp: {
    ...fakeHealth().snmp,
    waiting: 812,
    longestUnseenMs: 200_000,
    late: 37,
    skipped: 4,
    failed: { timeout: 3, auth: 2 },
  },
})

describe('the health of the collector', () => {
  it('is one calm sentence where all is well, with the figures below', async () => {
    showHealth(Health, fakeHealth())
    expect((await screen.findByRole('status')).textContent).toMatch(/^Kolektor mengikuti irama/)
    expect(screen.queryByText(/npm run doctor/)).toBeNull()
    expect(screen.getByRole('region', { name: 'Mesin dan penyimpanan' }).textContent).toContain('SQLite')
  })

  it('says what it cannot keep up with, and what to do', async () => {
    showHealth(Health, behind)
    expect((await screen.findByRole('status')).textContent).toMatch(/^Kolektor tidak mengikuti irama/)
    expect(screen.getByText(/sudah 3 m tidak dikunjungi; seharusnya tiap 1 m/)).toBeTruthy()
    expect(screen.getByText(/npm run doctor/)).toBeTruthy()
    const visits = within(screen.getByRole('region', { name: 'Kunjungan SNMP' }))
    const told = (word: string) => visits.getByText(word).nextElementSibling?.textContent
    expect(['Menunggu giliran', 'Terlambat', 'Terlewat', 'Kunjungan gagal'].map(told)).toEqual([
      '812',
      '37',
      '4',
      '5',
    ])
  })

  it('says that it cannot be read where it does not answer', async () => {
    showHealth(Health, null)
    expect((await screen.findByRole('alert')).textContent).toBe('kesehatan kolektor tidak terbaca')
  })
})

describe('the words at the foot of the page', () => {
  it('lead to it', async () => {
    const address = showHealth(KeepsUp, fakeHealth())
    const link = await screen.findByRole('link', { name: 'Kolektor mengikuti irama' })
    link.click()
    expect([address.place.page, location.pathname]).toEqual(['health', '/kesehatan'])
  })

  it('say where it does not keep up', async () => {
    showHealth(KeepsUp, behind)
    expect(await screen.findByRole('link', { name: 'Kolektor tidak mengikuti irama' })).toBeTruthy()
  })

  it('say nothing of a collector that is not heard', async () => {
    showHealth(KeepsUp, null, noon)
    await Promise.resolve()
    expect(screen.queryByRole('link')).toBeNull()
  })
})

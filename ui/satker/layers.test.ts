import { screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { layersOf, linkOf, noon } from '../outages/network.test-kit.ts'
import Layers from './Layers.svelte'
import { showInPage } from './page.test-kit.ts'

const show = (layers: ReturnType<typeof layersOf>) => {
  const link = linkOf('main', '900002', { layers })
  return showInPage(Layers, { link, layers, timezone: 'Asia/Makassar' })
}
const stations = () =>
  screen.getAllByRole('listitem').map((item) => item.textContent.replace(/\s+/g, ' ').trim())

describe('the layers of a link', () => {
  it('stand in a row from near to far, each with since when and what says so', () => {
    const { container } = show(layersOf('up', 'up', 'down'))
    expect(stations()).toEqual([
      'akses hidup sejak 12.00 WITA menurut echo ke ujung jauh',
      'terowongan hidup sejak 12.00 WITA menurut antarmuka terowongan',
      'sesi BGP mati sejak 12.00 WITA menurut tabel BGP 10.255.0.1',
    ])
    expect(screen.getByRole('list', { name: 'Lapisan sambungan main' })).toBeTruthy()
    expect(container.querySelector('p')?.textContent).toBe('terowongan hidup, BGP mati: sisi penyedia')
  })

  it('are only those that the link has', () => {
    show(layersOf('up', null, 'unknown'))
    expect(stations()).toEqual([
      'akses hidup sejak 12.00 WITA menurut echo ke ujung jauh',
      'sesi BGP tidak diketahui 10.255.0.1',
    ])
  })

  it('say nothing more where all is well', () => {
    const { container } = show(layersOf('up', 'up', 'up'))
    expect(container.querySelector('p')).toBeNull()
  })

  it('tell when a session was reset that is up again', () => {
    const layers = layersOf('up', 'up', 'up')
    layers.session!.resetAt = noon - 12 * 3_600_000
    const { container } = show(layers)
    expect(container.querySelector('p')?.textContent).toBe(
      'sesi BGP terputus dan pulih 22 Nov 2026 01.00 WITA',
    )
    expect(screen.getAllByText('hidup')).toHaveLength(3)
  })
})

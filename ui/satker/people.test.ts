import { screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import type { WireSatkerDetail } from '../../collector/serve/wire.ts'
import { showInPage } from './page.test-kit.ts'
import People from './People.svelte'

const detailOf = (given: Partial<WireSatkerDetail>): WireSatkerDetail => ({
  code: '900002',
  pic: null,
  portals: [],
  routers: [],
  links: [],
  ...given,
})

it('the PIC can be called and written to', () => {
  const pic = { name: 'Siti', email: 'siti@contoh.go.id', phone: '+62 274-1234' }
  showInPage(People, { value: detailOf({ pic }), failure: null })
  const hrefs = screen.getAllByRole('link').map((link) => link.getAttribute('href'))
  expect(hrefs).toEqual(['tel:+622741234', 'mailto:siti@contoh.go.id'])
})

it('a satker without one says so', () => {
  showInPage(People, { value: detailOf({}), failure: null })
  expect(screen.getByText('Belum ada PIC yang dicatat.')).toBeTruthy()
})

it('a portal is a link that tells nobody where it was followed, and a script is none', () => {
  const portals = ['https://contoh.go.id/', 'javascript:alert(1)']
  showInPage(People, { value: detailOf({ portals }), failure: null })
  const links = screen.getAllByRole('link')
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://contoh.go.id/'])
  expect(links[0]?.getAttribute('rel')).toBe('noreferrer noopener')
  expect(screen.getByText('javascript:alert(1)')).toBeTruthy()
})

it.each([
  ['network', 'kolektor tidak menjawab'],
  ['bad-answer', 'jawaban kolektor tidak dapat dibaca'],
  ['not-found', 'kolektor tidak mengenalnya'],
  ['internal', 'kolektor gagal menjawab; sebabnya ada di lognya'],
  ['unavailable', 'kolektor sedang berhenti atau terlalu sibuk'],
  ['bad-host', 'kolektor menolak permintaan ini'],
])('that it could not be fetched is told of %s in the words of the reader', (code, why) => {
  const { container } = showInPage(People, { value: null, failure: { code, message: 'In English.' } })
  const said = container.querySelector('[role=status]')?.textContent
  expect(said).toContain(`Data kontak tidak dapat diambil: ${why}.`)
})

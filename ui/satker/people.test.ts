import { fireEvent, screen } from '@testing-library/svelte'
import { expect, it, vi } from 'vitest'
import type { WirePerson, WireSatkerDetail } from '../../collector/serve/wire.ts'
import { noon } from '../outages/network.test-kit.ts'
import { showInPage, type Given } from './page.test-kit.ts'
import People from './People.svelte'

const detailOf = (given: Partial<WireSatkerDetail>): WireSatkerDetail => ({
  code: '900002',
  pic: null,
  portals: [],
  routers: [],
  links: [],
  ...given,
})

const siti: WirePerson = {
  name: 'Siti',
  email: 'siti@contoh.go.id',
  phone: '+62 ••• ••• 1234',
  confirmedAt: noon - 86_400_000,
  due: false,
}
const showPic = (given: Partial<WirePerson>, more: Given = {}) =>
  showInPage(People, { value: detailOf({ pic: { ...siti, ...given } }), failure: null }, more)

it('the PIC can be written to, and called only when the number was asked for', async () => {
  const phone = vi.fn(async () => ({ ok: true as const, value: { phone: '+62 274-1234' } }))
  showPic({}, { api: { phone } })
  const hrefs = () => screen.getAllByRole('link').map((link) => link.getAttribute('href'))
  expect(hrefs()).toEqual(['mailto:siti@contoh.go.id'])
  expect(screen.getByText('Siapa yang menampilkan nomor ini dicatat di jejak audit.')).toBeTruthy()
  expect(phone).not.toHaveBeenCalled()
  await fireEvent.click(screen.getByRole('button', { name: 'Tampilkan nomor' }))
  await screen.findByText('+62 274-1234')
  expect(phone).toHaveBeenCalledWith('900002')
  expect(hrefs()).toEqual(['tel:+622741234', 'mailto:siti@contoh.go.id'])
  expect(screen.queryByRole('button')).toBeNull()
})

it('that the number could not be shown is said, and it stays as it was', async () => {
  const phone = async () => ({ ok: false as const, code: 'network', message: 'In English.' })
  showPic({}, { api: { phone } })
  await fireEvent.click(screen.getByRole('button', { name: 'Tampilkan nomor' }))
  expect((await screen.findByRole('alert')).textContent).toBe(
    'Permintaan ini gagal: kolektor tidak menjawab.',
  )
  expect(screen.getByText('+62 ••• ••• 1234')).toBeTruthy()
})

it('a PIC that is due can be confirmed by those who answer for it', async () => {
  const confirmPic = vi.fn(async () => ({ ok: true as const, value: null }))
  showPic({ due: true }, { api: { confirmPic } })
  expect(screen.getByText(/terakhir dipastikan 21 Nov 2026/)).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Pastikan masih benar' }))
  await screen.findByText('Sudah dipastikan.')
  expect(confirmPic).toHaveBeenCalledWith('900002')
})

it('a PIC that is due is a quiet line to those who only see', () => {
  showPic({ due: true, confirmedAt: null }, { session: { permissions: ['see'] } })
  expect(screen.getByText('Data ini belum pernah dipastikan.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Pastikan masih benar' })).toBeNull()
})

it('a PIC that was confirmed says when', () => {
  showPic({})
  expect(screen.getByText('Data ini dipastikan 21 Nov 2026.')).toBeTruthy()
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
  ['unavailable', 'kolektor sedang berhenti, terlalu sibuk, atau disknya penuh'],
  ['bad-host', 'kolektor menolak permintaan ini'],
])('that it could not be fetched is told of %s in the words of the reader', (code, why) => {
  const { container } = showInPage(People, { value: null, failure: { code, message: 'In English.' } })
  const said = container.querySelector('[role=status]')?.textContent
  expect(said).toContain(`Data kontak tidak dapat diambil: ${why}.`)
})

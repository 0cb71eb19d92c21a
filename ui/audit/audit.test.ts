import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import type { WireAudit, WireAuditEntry } from '../../collector/serve/wire-access.ts'
import type { AuditQuery } from '../access/access-api.ts'
import { sessionOf, showTo } from '../access/access.test-kit.ts'
import { noon } from '../outages/network.test-kit.ts'
import type { ApiAnswer, NamedFile } from '../parts/request.ts'
import Audit from './Audit.svelte'

function entryOf(id: number, given: Partial<WireAuditEntry> = {}): WireAuditEntry {
  const act = { who: 'account:budi', what: 'sign-in', subject: null, before: null, after: null }
  return { id, at: noon + id * 1000, outcome: 'done', address: '10.0.0.1', ...act, ...given }
}

const csv: ApiAnswer<NamedFile> = {
  ok: true,
  value: { name: 'audit-2026-11-22.csv', content: new Blob(['id']) },
}

function show(pages: WireAudit[] | ApiAnswer<WireAudit>, path = '/audit', file = csv) {
  const audit = vi.fn(async (_query: AuditQuery): Promise<ApiAnswer<WireAudit>> =>
    Array.isArray(pages)
      ? { ok: true, value: pages.shift() ?? { entries: [], more: false, head: 'abc' } }
      : pages,
  )
  const session = sessionOf({ role: 'auditor', roleName: 'Auditor', permissions: ['audit'] })
  const auditCsv = vi.fn(async (_query: AuditQuery) => file)
  return { ...showTo(Audit, {}, { api: { audit, auditCsv }, session, path }), audit, auditCsv }
}
/** Cell by cell. */
const rows = async () =>
  (await screen.findAllByRole('row'))
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()).join(' | '))
const page = (entries: WireAuditEntry[], more = false): WireAudit => ({ entries, more, head: '9f2b' })

describe('the audit trail', () => {
  it('tells who did what and when, and what it changed', async () => {
    const scope = { provinces: ['51', '17'], types: [], satker: [] }
    const change = {
      what: 'account.change',
      subject: 'account:siti',
      before: { role: 'viewer', scope: 'everything' },
      after: { role: 'viewer', scope },
    }
    show([page([entryOf(1, change)])])
    expect(await rows()).toEqual([
      '22 Nov 202612.00.01 WIB | account:budi | akun diubah account.change | account:siti | berhasil | ' +
        'lingkup: seluruh satker → Provinsi Bali, Bengkulu | 10.0.0.1',
    ])
  })

  it('says what was refused, and an act it does not know by its own name', async () => {
    const refused = {
      who: 'nobody',
      outcome: 'refused' as const,
      after: { reason: 'wrong-credentials', password: true },
    }
    show([page([entryOf(2, refused), entryOf(1, { what: 'new.act', address: null })])])
    const [first, second] = await rows()
    expect(first).toContain('ditolak | sebab: wrong-credentialskata sandi: ya')
    expect(second).toContain(' | new.act | ')
  })

  it('shows whatever somebody typed in as text', async () => {
    const markup = '<img src=x onerror=alert(1)>'
    const { container } = show([
      page([entryOf(1, { who: markup, subject: markup, before: markup, after: { a: markup } })]),
    ])
    expect((await rows())[0]?.split(markup)).toHaveLength(5)
    expect(container.querySelector('img')).toBeNull()
  })

  it('goes on to the older ones, in the same filter', async () => {
    const { audit } = show([page([entryOf(9), entryOf(8)], true), page([entryOf(7)])], '/audit?what=sign-in')
    await fireEvent.click(await screen.findByRole('button', { name: 'Tampilkan yang lebih lama' }))
    await waitFor(async () => expect(await rows()).toHaveLength(3))
    expect(audit).toHaveBeenLastCalledWith(expect.objectContaining({ what: 'sign-in', before: 8 }))
    expect(screen.queryByRole('button', { name: 'Tampilkan yang lebih lama' })).toBeNull()
  })

  it('is looked through by who, what, when and outcome, which the address keeps', async () => {
    const { audit, address } = show([page([entryOf(1)]), page([])])
    await rows()
    await fireEvent.input(screen.getByLabelText('Siapa'), { target: { value: ' account:siti ' } })
    await fireEvent.input(screen.getByLabelText('Dari (WIB)'), { target: { value: '2026-11-22T12:00' } })
    await fireEvent.change(screen.getByLabelText('Hasil'), { target: { value: 'refused' } })
    await fireEvent.submit(document.querySelector('form')!)
    await screen.findByText('Tidak ada catatan yang cocok.')
    expect(audit).toHaveBeenLastCalledWith(
      expect.objectContaining({ who: 'account:siti', from: noon, outcome: 'refused' }),
    )
    expect(location.search).toContain('who=account%3Asiti')
    address.go({ page: 'audit' })
    await fireEvent.click(screen.getByRole('button', { name: 'Hapus saringan' }))
    await waitFor(() => expect(location.search).toBe(''))
  })

  it('is there as a file with the same filter, and with the hash that proves it', async () => {
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    // The browser of these tests has no place for files.
    Object.assign(URL, { createObjectURL: () => 'blob:a', revokeObjectURL: () => {} })
    const { auditCsv } = show([page([entryOf(1)])], '/audit?who=account%3A&outcome=done')
    await fireEvent.click(await screen.findByRole('button', { name: 'Unduh CSV' }))
    await waitFor(() => expect(clicked).toHaveBeenCalledOnce())
    expect(auditCsv).toHaveBeenCalledWith(expect.objectContaining({ who: 'account:', outcome: 'done' }))
    const link = clicked.mock.contexts[0] as HTMLAnchorElement
    expect([link.href, link.download]).toEqual(['blob:a', 'audit-2026-11-22.csv'])
    expect(screen.getByText('9f2b')).toBeTruthy()
    clicked.mockRestore()
  })

  it('is no file where the collector refuses it, which is said', async () => {
    show([page([entryOf(1)])], '/audit', { ok: false, code: 'unavailable', message: 'In English.' })
    await fireEvent.click(await screen.findByRole('button', { name: 'Unduh CSV' }))
    expect((await screen.findByRole('alert')).textContent?.trim()).toMatch(
      /^Berkas tidak dapat diunduh: kolek/,
    )
  })

  it('says why it cannot be fetched', async () => {
    show({ ok: false, code: 'network', message: 'In English.' })
    expect((await screen.findByRole('alert')).textContent?.trim()).toBe(
      'Jejak audit tidak dapat diambil: kolektor tidak menjawab.',
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appendEach, auditEvent } from '../../db/audit-entries.test-kit.ts'
import type { AuditQuery } from '../../db/find-audit.ts'
import { temporaryStore } from '../../db/temporary-store.test-kit.ts'
import { auditCsv } from './audit-csv.ts'
import { type AuditFilter, AuditTrail } from './audit-trail.ts'

const hourMs = 3_600_000
const anything = { from: null, to: null, who: null, what: null, outcome: null }
const all: AuditQuery = { ...anything, before: null, limit: 100 }
const deed = { who: 'account:rini', at: 0, address: '10.0.0.7' }

async function stage(events = [auditEvent(), auditEvent({ who: 'nobody', outcome: 'refused' as const })]) {
  const store = await temporaryStore()
  await appendEach(store, events)
  return { store, trail: new AuditTrail(store) }
}

async function csvOf(trail: AuditTrail, filter: AuditFilter = anything): Promise<string> {
  let csv = ''
  for await (const part of auditCsv(await trail.export(filter, deed))) csv += part
  return csv
}

describe('reading the audit trail', () => {
  it('is told in it, once an hour of each reader', async () => {
    const { trail } = await stage([])
    for (const at of [0, 1, hourMs - 1]) await trail.read(all, { ...deed, at })
    await trail.read(all, { ...deed, who: 'token:arsip', at: 5 })
    const { entries } = await trail.read({ ...all, what: 'account.' }, { ...deed, at: hourMs })
    expect(entries).toEqual([])
    const told = (await trail.read(all, { ...deed, at: hourMs })).entries
    expect(told.map(({ at, who, what, after }) => [at, who, what, after])).toEqual([
      [hourMs, 'account:rini', 'audit.read', { what: 'account.' }],
      [5, 'token:arsip', 'audit.read', null],
      [0, 'account:rini', 'audit.read', null],
    ])
  })

  it('goes back page by page, with the newest hash of all', async () => {
    const { trail } = await stage(Array.from({ length: 5 }, (_, at) => auditEvent({ at })))
    const first = await trail.read({ ...all, limit: 4 }, deed)
    expect([first.entries.map(({ id }) => id), first.more, first.head?.entries]).toEqual([
      [6, 5, 4, 3],
      true,
      6,
    ])
    const second = await trail.read({ ...all, limit: 4, before: 3 }, deed)
    expect([second.entries.map(({ id }) => id), second.more]).toEqual([[2, 1], false])
  })

  it('is refused where it cannot be told', async () => {
    const { store, trail } = await stage()
    await store.close()
    await expect(trail.read(all, deed)).rejects.toThrow('nothing more can be recorded')
    await expect(trail.export(anything, deed)).rejects.toThrow('nothing more can be recorded')
  })
})

describe('the audit trail as a table', () => {
  it('has its own export in it, each time', async () => {
    const { trail } = await stage([])
    await csvOf(trail, { ...anything, from: 0 })
    expect((await csvOf(trail)).split('\r\n').map((line) => line.split(';').slice(3, 9))).toEqual([
      ['who', 'what', 'subject', 'outcome', 'before', 'after'],
      ['account:rini', 'audit.export', '', 'done', '', ''],
      ['account:rini', 'audit.export', '', 'done', '', '"{""from"":0}"'],
      [],
    ])
  })

  it('begins as Excel needs it, and has numbers and times as they are', async () => {
    const { trail } = await stage([auditEvent({ at: 1_795_330_000_123, after: { 'n;': -1 } })])
    const csv = await csvOf(trail, { ...anything, from: 1 })
    expect(csv).toBe(
      '\ufeffid;at;time_utc;who;what;subject;outcome;before;after;address\r\n' +
        '1;1795330000123;2026-11-22 06:46:40;account:budi;sign-in;;done;;"{""n;"":-1}";10.0.0.1\r\n',
    )
  })

  it('is of many pages', async () => {
    const { trail } = await stage(Array.from({ length: 2_500 }, (_, at) => auditEvent({ at })))
    const ids = (await csvOf(trail))
      .split('\r\n')
      .slice(1, -1)
      .map((line) => Number(line.split(';')[0]))
    expect(ids).toEqual(Array.from({ length: 2_501 }, (_, index) => 2_501 - index))
  })

  it('keeps each entry on a line of its own that computes nothing, whatever was written', async () => {
    const { store, trail } = await stage([])
    const evil = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ';', 'a', '\u001b', '＝'),
    })
    await fc.assert(
      fc.asyncProperty(evil, evil, async (who, subject) => {
        await appendEach(store, [auditEvent({ who, subject, after: { who } })])
        const [, newest = ''] = (await csvOf(trail, { ...anything, what: 'sign-in' })).split('\r\n')
        expect(newest).not.toMatch(/[;,]"*\s*[=+\-@＝]/)
        expect(newest).not.toMatch(/\p{Cc}/u)
      }),
      { numRuns: 50 },
    )
  })
})

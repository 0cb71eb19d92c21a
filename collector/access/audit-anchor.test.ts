import { afterEach, describe, expect, it, vi } from 'vitest'
import { appendEach, auditEvent } from '../../db/audit-entries.test-kit.ts'
import { temporaryStore } from '../../db/temporary-store.test-kit.ts'
import { AuditAnchor } from './audit-anchor.ts'

const dayMs = 86_400_000

afterEach(() => void vi.useRealTimers())

async function stage() {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const store = await temporaryStore()
  const said: [event: string, facts?: object][] = []
  const note = (event: string, facts?: object): void => void said.push([event, facts])
  const anchor = new AuditAnchor(store.db, { debug: note, info: note, warn: note, error: note })
  return { store, anchor, said }
}

describe('the log is told the newest entry of the audit trail', () => {
  it('at the start, once a day and at the stop, and not after it', async () => {
    const { store, anchor, said } = await stage()
    await anchor.start()
    await appendEach(store, [auditEvent(), auditEvent()])
    await vi.advanceTimersByTimeAsync(dayMs - 1)
    expect(said).toEqual([['audit-head', { entries: 0, hash: null }]])
    await vi.advanceTimersByTimeAsync(1)
    await vi.waitFor(() => expect(said).toHaveLength(2))
    await anchor.stop()
    const told = ['audit-head', { entries: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]
    expect(said.slice(1)).toEqual([told, told])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('or that it cannot be read, and nothing is held up', async () => {
    const { store, anchor, said } = await stage()
    await store.close()
    await anchor.start()
    await anchor.stop()
    const unknown = ['audit-head-unknown', { why: expect.any(String) }]
    expect(said).toEqual([unknown, unknown])
  })
})

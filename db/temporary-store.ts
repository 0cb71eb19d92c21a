/** For tests: a real store in a folder that goes when the test is over. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { MinuteRow } from '../collector/domain/minute-row.ts'
import type { LinkStatus, StatusChange } from '../collector/domain/status.ts'
import { openStore } from './open-store.ts'
import type { Store } from './open-store.ts'
import { registerLinks } from './register-links.ts'

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'satker-connected-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export async function temporaryStore(links: string[] = [], folder = temporaryFolder()): Promise<Store> {
  const store = await openStore(folder)
  onTestFinished(() => store.close())
  if (links.length > 0) {
    await store.write((trx) => registerLinks(trx, links.map(link), 0))
  }
  return store
}

export function link(id: string) {
  return { id, satker: `office-of-${id}`, formerly: [] as string[] }
}

export function change(
  link: string,
  at: number,
  from: LinkStatus,
  fromSince: number,
  to: LinkStatus,
): StatusChange {
  return { link, at, from, fromSince, to, because: null, evidence: [{ at, what: 'silent' }] }
}

export function minuteRow(link: string, at: number, measured: Partial<MinuteRow> = {}): MinuteRow {
  return {
    link,
    at,
    asked: 6,
    answered: 6,
    rttMinMs: 38.1,
    rttMedianMs: 40,
    rttMaxMs: 55.2,
    inBitsPerSecond: 7_800_000,
    outBitsPerSecond: 910_000,
    inErrors: 0,
    outErrors: 0,
    inDiscards: 0,
    outDiscards: 0,
    ...measured,
  }
}

/** A real store in a folder that goes when the test is over. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore } from './open-store.ts'
import type { Store } from './open-store.ts'
import { registerLinks } from './register-links.ts'
import { link } from './samples.test-kit.ts'

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

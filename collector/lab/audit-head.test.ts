/** What the log of a real collector told of the audit trail shows afterwards that its end was cut off. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../db/temporary-store.test-kit.ts'
import { everything } from '../domain/scope.ts'
import { leaveToken } from './keys.ts'
import { startOverheard } from './overheard-collector.ts'

const cli = join(import.meta.dirname, '..', 'cli.ts')

function verify(data: string, head: string): Promise<{ code: unknown; out: string }> {
  const words = ['audit', 'verify', '--data', data, '--head', head]
  return new Promise((settle) => {
    execFile(process.execPath, [cli, ...words], (error, out) => settle({ code: error ? error.code : 0, out }))
  })
}

test('the log tells at start and stop what the audit trail must still have', async () => {
  const data = temporaryFolder()
  const devices = join(data, 'devices.yaml')
  writeFileSync(devices, 'satker: []')
  const token = await leaveToken(data, 'auditor', everything)
  const collector = await startOverheard(devices, data, {})
  onTestFinished(() => collector.stop())
  const headers = { authorization: `Bearer ${token}` }
  const { head } = (await (await fetch(`${collector.url}/api/audit`, { headers })).json()) as { head: string }
  expect(await verify(data, head)).toMatchObject({ code: 0 })
  await collector.stop()

  const told = collector
    .said()
    .split('\n')
    .filter((line) => line.includes('"audit-head"'))
    .map((line) => JSON.parse(line) as { entries: number; hash: string })
  expect(told).toHaveLength(2)
  const last = told.at(-1)!
  expect(last.entries).toBeGreaterThan(told[0]!.entries)
  expect(await verify(data, last.hash)).toEqual({
    code: 0,
    out: `${last.entries} entries, unbroken, head ${last.hash}\n`,
  })

  const database = new DatabaseSync(join(data, 'satker-connected.db'))
  database.exec(`drop trigger audit_unremoved; delete from audit where id = ${last.entries}`)
  database.close()
  expect(await verify(data, last.hash)).toMatchObject({
    code: 1,
    out: expect.stringContaining('cut off at the end'),
  })
})

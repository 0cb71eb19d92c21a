/** For tests: a folder of files that is gone when the test is over. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { formatProblem } from './problem.ts'
import { readNetwork } from './read-network.ts'
import type { Environment } from './secrets.ts'

export function folderOf(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'satker-config-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

/** The problems of a file, one a line, without the folder. */
export function problemsOf(content: string | Uint8Array, env: Environment = {}): string[] {
  return problemsIn(folderOf({ 'devices.yaml': content }), env)
}

export function problemsIn(folder: string, env: Environment = {}): string[] {
  const result = readNetwork(join(folder, 'devices.yaml'), env)
  return result.ok
    ? []
    : result.problems.map((problem) => formatProblem(problem).replaceAll(`${folder}/`, ''))
}

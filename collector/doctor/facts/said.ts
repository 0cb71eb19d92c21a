import { spawnSync } from 'node:child_process'

/** What a program says within two seconds, in the plain language; null where it is not there or fails. */
export function said(program: string, words: readonly string[]): string | null {
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C' }
  const { error, status, stdout, stderr } = spawnSync(program, words, {
    encoding: 'utf8',
    env,
    timeout: 2_000,
  })
  return error !== undefined || status !== 0 ? null : `${stdout}${stderr}`.trim()
}

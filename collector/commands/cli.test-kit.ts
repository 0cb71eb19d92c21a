/** Runs the command line as a shell would. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { once } from 'node:events'
import { join } from 'node:path'

const cli = join(import.meta.dirname, '..', 'cli.ts')

export interface Ran {
  code: number
  out: string
  err: string
}

export async function runCli(words: string[], input = ''): Promise<Ran> {
  const child = spawn(process.execPath, [cli, ...words])
  child.stdin.on('error', () => {}) // Not every command reads it.
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: Number(code), out, err }
}

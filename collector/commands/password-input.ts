import { createInterface } from 'node:readline'
import { whyWeak } from '../access/password-rule.ts'
import { Passwords } from '../access/passwords.ts'

/** The first line of standard input, hashed: on the command line everybody on the machine could read it. */
export async function passwordFromInput(name: string): Promise<{ hash: string } | { why: string }> {
  const lines = createInterface({ input: process.stdin })
  const first = await lines[Symbol.asyncIterator]().next()
  lines.close()
  process.stdin.destroy()
  if (first.done) return { why: 'Standard input held no password: pipe it in, as one line.' }
  const why = await whyWeak(first.value, [name])
  return why === null ? { hash: await new Passwords().hash(first.value) } : { why }
}

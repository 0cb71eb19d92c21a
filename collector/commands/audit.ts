import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { missingAuditGuards } from '../../db/audit-guards.ts'
import { type AuditEntry, findAudit } from '../../db/find-audit.ts'
import { openReadOnly } from '../../db/open-read-only.ts'
import { StoreRefused } from '../../db/store-error.ts'
import type { Db } from '../../db/trx.ts'
import { type AuditVerdict, verifyAudit } from '../../db/verify-audit.ts'
import { auditCsv } from '../access/audit-csv.ts'
import { auditPages } from '../access/audit-trail.ts'
import { callerFolder } from '../arguments.ts'
import { visibleText } from '../domain/visible-text.ts'
import { type AuditOrder, readAuditOrder } from './audit-order.ts'
import { type Command, type CommandOptions, misused, refused } from './command.ts'

export const audit: Command = {
  usage: `audit verify [--data data] [--head HASH]…
  audit list|export [--data data] [--from TIME] [--to TIME] [--who WHO] [--what WHAT] [--outcome done|refused]`,
  says: `read the audit trail, also beside a running collector: whether it is as it was written, with the heads that
    the log tells; its newest entries (--limit 100) as JSON, one a line; or all of them as CSV`,
  options: ['data', 'from', 'to', 'who', 'what', 'outcome', 'limit'],
  lists: ['head'],
  run,
}

async function run(operands: string[], options: CommandOptions): Promise<number> {
  const order = readAuditOrder(operands, options)
  if (typeof order === 'string') return misused(visibleText(order))
  process.chdir(callerFolder())
  try {
    const store = openReadOnly(order.data)
    try {
      return await carryOut(store.db, order)
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof StoreRefused) return refused(error.message)
    // The database itself is damaged, or its disk: which it is, SQLite says.
    if (error instanceof Error && 'errcode' in error)
      return refused(`${order.data} cannot be read on: ${error.message}.`)
    throw error
  }
}

async function carryOut(db: Db, order: AuditOrder): Promise<number> {
  if (order.act === 'verify') return verify(db, order.heads)
  if (order.act === 'export') return print(auditCsv(auditPages(db, order.filter)))
  const entries = await findAudit(db, { ...order.filter, before: null, limit: order.limit })
  return print(entries.map(lineOf))
}

/** Numbers as the API has them, and the time for people. */
function lineOf(entry: AuditEntry): string {
  const { id, at, ...rest } = entry
  return `${visibleText(JSON.stringify({ id, at, time: timeOf(at), ...rest }))}\n`
}

/** Null where another hand left what is no time. */
function timeOf(at: number): string | null {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}

const toldEvery = 100_000

async function verify(db: Db, heads: string[]): Promise<number> {
  let told = 0
  const verdict = await verifyAudit(db, {
    heads,
    onProgress: (entries) => {
      if (entries - told < toldEvery) return
      told = entries
      console.error(`${entriesOf(entries)} so far`)
    },
  })
  console.log(sentenceOf(verdict))
  const missing = await missingAuditGuards(db)
  if (missing.length > 0) console.log(unguarded(missing))
  return verdict.broken === null && verdict.absent.length === 0 && missing.length === 0 ? 0 : 1
}

function sentenceOf({ entries, head, broken, absent }: AuditVerdict): string {
  const right = entriesOf(entries)
  if (broken === null && absent.length === 0)
    return `${right}, unbroken${head === null ? '' : `, head ${head}`}`
  if (broken === null)
    return absent
      .map((each) => `${right}, unbroken, but without head ${each}: cut off at the end, or written anew`)
      .join('\n')
  const before = `; ${right} before it ${entries === 1 ? 'is' : 'are'} unbroken`
  switch (broken.how) {
    case 'changed':
      return `entry ${broken.id} was changed: its hash is not that of what it says${before}`
    case 'missing-before':
      return `entry ${broken.id} has none before it: at least one is missing there${before}`
    case 'unlinked':
      return `entry ${broken.id} does not follow the one before it: its link is broken${before}`
  }
}

function unguarded(missing: string[]): string {
  const which = missing.length === 1 ? `trigger ${missing[0]} is` : `triggers ${missing.join(', ')} are`
  return `the database no longer refuses changes to the trail: the ${which} gone, or another`
}

function entriesOf(amount: number): string {
  return `${amount} ${amount === 1 ? 'entry' : 'entries'}`
}

/** Who reads only the beginning, as `head` does, closes the pipe. */
async function print(parts: Iterable<string> | AsyncIterable<string>): Promise<number> {
  try {
    await pipeline(Readable.from(parts), process.stdout, { end: false })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
  }
  return 0
}

/** The text of one file of the configuration, or why it cannot be had. */
import { isUtf8 } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { stampNow, stampOf } from './file-stamp.ts'
import { fileProblem, type Problem } from './problem.ts'

const largestBytes = 16 * 2 ** 20

/** The stamp is of the moment before reading: what is written while we read shows as a later edit. */
export type FileText =
  { ok: true; text: string; stamp: string } | { ok: false; problem: Problem; stamp: string }

/** What messages say of a file that cannot be one of its kind. */
export interface FileKind {
  called: string
  /** What to do where it is too large. */
  cure: string
}

const configuration: FileKind = {
  called: 'a YAML or CSV file',
  cure: 'split it by include, each file up to 16 MiB',
}

/** `shown` is how messages call the file. */
export function readFileText(path: string, shown: string, kind: FileKind = configuration): FileText {
  let descriptor: number
  try {
    // Without NONBLOCK, opening a named pipe would wait for ever for somebody who writes.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    return { ok: false, problem: fileProblem(shown, whyNotOpened(error)), stamp: stampNow(path) }
  }
  try {
    const stats = fstatSync(descriptor, { bigint: true })
    const stamp = stampOf(stats)
    const refuse = (problem: Problem): FileText => ({ ok: false, problem, stamp })
    if (!stats.isFile()) return refuse(fileProblem(shown, `is not a file; name ${kind.called}`))
    if (stats.size > largestBytes) {
      return refuse(fileProblem(shown, `is ${toMiB(stats.size)} MiB; ${kind.cure}`))
    }
    const bytes = readUpTo(descriptor, largestBytes)
    if (!isUtf8(bytes)) return refuse(brokenText(bytes, shown))
    return { ok: true, text: new TextDecoder('utf-8').decode(bytes), stamp }
  } catch (error) {
    return { ok: false, problem: fileProblem(shown, whyNotOpened(error)), stamp: stampNow(path) }
  } finally {
    closeSync(descriptor)
  }
}

/** A file may grow between its stat and its reading: no more than `most` is ever taken. */
function readUpTo(descriptor: number, most: number): Buffer {
  const chunks: Buffer[] = []
  let total = 0
  while (total < most) {
    const chunk = Buffer.allocUnsafe(Math.min(2 ** 20, most - total))
    const length = readSync(descriptor, chunk)
    if (length === 0) break
    chunks.push(chunk.subarray(0, length))
    total += length
  }
  return Buffer.concat(chunks)
}

function whyNotOpened(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'is not there; create it, or give the right path'
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by this user; change its permissions'
  if (code === 'EISDIR') return 'is a folder; name a file in it'
  return `cannot be read (${code})`
}

function toMiB(bytes: bigint): string {
  return (Number(bytes) / 2 ** 20).toFixed(1)
}

/** Points at the first byte that is not UTF-8. */
function brokenText(bytes: Buffer, shown: string): Problem {
  let line = 1
  let start = 0
  // A newline byte is never part of a longer character, so each line can be judged by itself.
  for (let end = bytes.indexOf(10); end !== -1 && isUtf8(bytes.subarray(start, end));) {
    line++
    start = end + 1
    end = bytes.indexOf(10, start)
  }
  const newline = bytes.indexOf(10, start)
  const good = soundPrefix(bytes.subarray(start, newline === -1 ? bytes.length : newline))
  const column = new TextDecoder('utf-8').decode(good).length + 1
  const message = 'is not UTF-8 text from here on; save the file with the encoding UTF-8'
  return { file: shown, line, column, path: '', message }
}

/** The longest beginning that is UTF-8, found by halving. */
function soundPrefix(bytes: Buffer): Buffer {
  let good = 0
  let bad = bytes.length + 1
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (endsSoundly(bytes, middle)) good = middle
    else bad = middle
  }
  while (!isUtf8(bytes.subarray(0, good))) good--
  return bytes.subarray(0, good)
}

/** Whether the first bytes are UTF-8, but for a character of up to four bytes cut at the end. */
function endsSoundly(bytes: Buffer, length: number): boolean {
  for (let cut = 0; cut <= Math.min(3, length); cut++) {
    if (isUtf8(bytes.subarray(0, length - cut))) return true
  }
  return false
}

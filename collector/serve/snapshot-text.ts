import { Buffer } from 'node:buffer'
import type { Clock } from '../domain/clock.ts'
import type { Snapshot } from './wire.ts'

/** After this long it is written anew, so that its `at` and measurements are those of now. */
const keptMs = 1_000

/** As often it may be written at once for those who watch, and then once in so long: each is megabytes while it is sent. */
const spareTexts = 8
const textEveryMs = 500

/** The network as JSON, written once for all who ask within a second or until something is published. */
export class SnapshotText {
  readonly #snapshot: () => Snapshot
  readonly #clock: Clock
  #json: Buffer | null = null
  #writtenMs = 0
  #spare = spareTexts
  #sparedMs = 0

  constructor(snapshot: () => Snapshot, clock: Clock) {
    this.#snapshot = snapshot
    this.#clock = clock
  }

  json(): Buffer {
    const now = this.#clock.monotonicMs()
    if (this.#json === null || now - this.#writtenMs >= keptMs) {
      this.#json = snapshotJson(this.#snapshot())
      this.#writtenMs = now
    }
    return this.#json
  }

  /** The same for one who can wait: null while it was written too often. */
  jsonInTurn(): Buffer | null {
    const now = this.#clock.monotonicMs()
    const since = Math.floor((now - this.#sparedMs) / textEveryMs)
    this.#spare = Math.min(spareTexts, this.#spare + since)
    this.#sparedMs += since * textEveryMs
    const before = this.#json
    if (before === null && this.#spare === 0) return null
    const json = this.json()
    if (json !== before && this.#spare > 0) this.#spare--
    return json
  }

  forget(): void {
    this.#json = null
  }
}

/** What JSON.stringify writes, at the price of what has changed since it was last written, for whomever. */
export function snapshotJson(snapshot: Snapshot): Buffer {
  const pieces = Object.entries(snapshot).flatMap(([name, value], at) => {
    const head = `${at === 0 ? '{' : ','}"${name}":`
    if (name !== 'satker' && name !== 'links') return [head, JSON.stringify(value)]
    return [`${head}[`, ...listed(snapshot[name]), ']']
  })
  return bufferOf([...pieces, '}'])
}

/** Of satker and links that nobody alters, each behind a comma: whoever changes one puts another in its place. */
const texts = new WeakMap<object, string>()

function listed(items: readonly object[]): string[] {
  return items.map((item, at) => (at === 0 ? textOf(item).slice(1) : textOf(item)))
}

function textOf(item: object): string {
  const kept = texts.get(item)
  if (kept !== undefined) return kept
  const text = `,${JSON.stringify(item)}`
  texts.set(item, text)
  return text
}

/** Written one by one: to join them first would cost three times as much. */
function bufferOf(pieces: readonly string[]): Buffer {
  const buffer = Buffer.allocUnsafe(pieces.reduce((bytes, piece) => bytes + Buffer.byteLength(piece), 0))
  let end = 0
  for (const piece of pieces) end += buffer.write(piece, end)
  return buffer
}

/** Twelve thousand links recorded, folded, packed and dropped while eight readers ask: who holds whom up. */
import { setTimeout as wait } from 'node:timers/promises'
import { applyRetention } from '../../db/apply-retention.ts'
import { saveFoldProgress } from '../../db/fold-progress.ts'
import { foldReadings } from '../../db/fold-readings.ts'
import { LinkRows } from '../../db/link-rows.ts'
import type { Store } from '../../db/open-store.ts'
import { packReadings } from '../../db/pack-readings.ts'
import { Reader } from '../../db/reader.ts'
import { recordMinutes } from '../../db/record-minutes.ts'
import { registerLinks } from '../../db/register-links.ts'
import { saveFolded } from '../../db/save-buckets.ts'
import { everything } from '../domain/scope.ts'
import { madeFolded, madeMinute } from './made-readings.ts'

const links = 12_000
const minutes = 65
/** Of so many links there is a day of five minutes to be packed; every transaction is as large as with all of them. */
const packedLinks = 1_500
const readers = 8
const minuteMs = 60_000
const fiveMs = 300_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const oldDay = 20_700 * dayMs
const start = oldDay + 20 * dayMs
const kept = { minutesMs: 10 * minuteMs, fiveMinutesMs: 395 * dayMs, hoursMs: 1_826 * dayMs }

export interface Stalls {
  /** Milliseconds of the longest transaction of each work. */
  longest: Record<'rows' | 'fold' | 'pack' | 'retention', number>
  /** Of all transactions. */
  p99Ms: number
  largestWalMb: number
  locked: number
  answered: number
}

export async function measureStalls(store: Store, folder: string, signal: AbortSignal): Promise<Stalls> {
  const ids = Array.from({ length: links }, (_, at) => `l${at}`)
  await store.write((trx) =>
    registerLinks(
      trx,
      ids.map((id, at) => ({ id, satker: String(100_000 + at), formerly: [] })),
      start,
    ),
  )
  for (let at = oldDay; at < oldDay + dayMs; at += fiveMs) {
    const rows = Array.from({ length: packedLinks }, (_, link) => madeFolded(link + 1, at, fiveMs))
    await store.write((trx) => saveFolded(trx, fiveMs, rows))
  }
  await store.write((trx) => saveFoldProgress(trx, hourMs, { foldedUntil: start, nextLink: 0 }))

  const timed = new TimedStore(store)
  const crowd = new Crowd(folder, ids)
  const numbers = new LinkRows()
  try {
    // Eight threads that start at once leave nobody else a processor, which no collector does.
    await crowd.hasBegun
    for (let minute = 0; minute < minutes && !signal.aborted; minute++) {
      const at = start + minute * minuteMs
      const now = at + minuteMs
      await timed.during('rows', (as) =>
        recordMinutes(
          as,
          ids.map((id, link) => madeMinute(id, link, at)),
          numbers,
        ),
      )
      await timed.during('fold', (as) => foldReadings(as, { now }))
      await timed.during('pack', (as) => packReadings(as, { now, stepsMax: 10 }))
      await timed.during('retention', (as) => applyRetention(as, { now, retention: kept }))
    }
  } finally {
    await crowd.close()
  }
  return { ...timed.result(), locked: crowd.failed + timed.failed, answered: crowd.answered }
}

type Work = keyof Stalls['longest']

/** Notes how long each transaction takes, from its first statement until it is on the disk. */
class TimedStore {
  readonly #store: Store
  readonly #took: { work: Work; ms: number }[] = []
  #walBytes = 0
  failed = 0

  constructor(store: Store) {
    this.#store = store
  }

  async during(work: Work, run: (store: Store) => Promise<unknown>): Promise<void> {
    const store = this.#store
    const write: Store['write'] = async (task) => {
      let begun = 0
      const done = await store.write((trx) => {
        begun = performance.now()
        return task(trx)
      })
      this.#took.push({ work, ms: performance.now() - begun })
      this.#walBytes = Math.max(this.#walBytes, store.size().walBytes)
      return done
    }
    try {
      await run({
        db: store.db,
        file: store.file,
        sqliteVersion: store.sqliteVersion,
        readableByOthers: store.readableByOthers,
        size: () => store.size(),
        close: () => store.close(),
        write,
      })
    } catch {
      this.failed += 1
    }
  }

  result(): Omit<Stalls, 'locked' | 'answered'> {
    const all = this.#took.map(({ ms }) => ms).toSorted((one, other) => one - other)
    const longest = (work: Work) =>
      this.#took.reduce((most, each) => (each.work === work ? Math.max(most, each.ms) : most), 0)
    return {
      longest: {
        rows: longest('rows'),
        fold: longest('fold'),
        pack: longest('pack'),
        retention: longest('retention'),
      },
      p99Ms: all[Math.floor(all.length * 0.99)] ?? 0,
      largestWalMb: this.#walBytes / 2 ** 20,
    }
  }
}

/** Readers that ask ten times a second, each for another link's last hour. */
class Crowd {
  readonly #readers: Reader[]
  readonly #done: Promise<void>[]
  /** Each has answered once. */
  readonly hasBegun: Promise<unknown>
  #ended = false
  answered = 0
  failed = 0

  constructor(folder: string, ids: readonly string[]) {
    this.#readers = Array.from({ length: readers }, () => new Reader(folder))
    const begun = this.#readers.map(() => Promise.withResolvers<void>())
    this.hasBegun = Promise.all(begun.map(({ promise }) => promise))
    this.#done = this.#readers.map((reader, at) => this.#ask(reader, ids, at, () => begun[at]!.resolve()))
  }

  async close(): Promise<void> {
    this.#ended = true
    await Promise.all(this.#done)
    await Promise.all(this.#readers.map((reader) => reader.close()))
  }

  async #ask(reader: Reader, ids: readonly string[], first: number, hasAnswered: () => void): Promise<void> {
    const period = { from: start, to: start + hourMs, now: start + hourMs }
    for (let turn = 0; !this.#ended; turn++) {
      const link = ids[(first + turn * 997) % ids.length]!
      try {
        await reader.ask('readings', everything, {
          ...period,
          link,
          retention: { ...kept, minutesMs: dayMs },
        })
        this.answered += 1
      } catch {
        this.failed += 1
      }
      hasAnswered()
      await wait(100)
    }
  }
}

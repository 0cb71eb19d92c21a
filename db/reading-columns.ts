import { type Bucket, minuteBucket } from '../collector/domain/fold.ts'
import type { LinkReadings } from '../collector/domain/link-readings.ts'
import type { Resolution } from '../collector/domain/resolution.ts'
import { measuredMinutes, packedColumns } from './packed-rows.ts'
import { unpackColumns } from './packed-columns.ts'
import { toBucket, toMeasured } from './reading-row.ts'
import type { FoldedReadingTable, MinuteReadingTable, PackedReadingTable } from './schema.ts'

type Name = (typeof packedColumns)[number]

const minuteMs = 60_000

/** The readings of one link on a grid, a column of numbers for each of what is kept; NaN where nothing was measured. */
export class ReadingColumns {
  readonly #from: number
  readonly #width: Resolution
  readonly #length: number
  readonly #columns: Float64Array[]

  /** @param from the first time of the grid. */
  constructor(from: number, width: Resolution, length: number) {
    this.#from = from
    this.#width = width
    this.#length = length
    this.#columns = packedColumns.map(() => new Float64Array(length).fill(Number.NaN))
  }

  /** Of two of the same time the later counts, unless it is made of fewer minutes. */
  put(row: MinuteReadingTable | FoldedReadingTable): void {
    const slot = (row.at - this.#from) / this.#width
    if (!(slot >= 0 && slot < this.#length)) return
    const minutes = 'measured_minutes' in row ? row.measured_minutes : 1
    if (minutes < this.#columns[measuredMinutes]![slot]!) return
    for (const [place, name] of packedColumns.entries())
      this.#columns[place]![slot] = (row as Partial<FoldedReadingTable>)[name] ?? Number.NaN
    this.#columns[measuredMinutes]![slot] = minutes
  }

  /** Where the plain one of that time is not made of as many minutes. */
  putPacked({ at, readings }: PackedReadingTable): void {
    const unpacked = unpackColumns(readings)
    const minutes = unpacked[measuredMinutes]!
    const own = this.#columns[measuredMinutes]!
    const first = (at - this.#from) / this.#width
    const places: number[] = []
    for (let place = Math.max(0, -first); place < minutes.length && first + place < this.#length; place++) {
      const isThere = !Number.isNaN(minutes[place]!)
      if (isThere && !(own[first + place]! >= minutes[place]!)) places.push(place)
    }
    for (const [index, column] of this.#columns.entries())
      for (const place of places) column[first + place] = unpacked[index]![place]!
  }

  /** Those that are there, to be folded into wider ones. */
  buckets(): { at: number; bucket: Bucket }[] {
    const found: { at: number; bucket: Bucket }[] = []
    for (let slot = 0; slot < this.#length; slot++) {
      if (Number.isNaN(this.#columns[measuredMinutes]![slot])) continue
      const at = this.#from + slot * this.#width
      const row: Record<string, number | null> = { at, link: 0 }
      for (const [place, name] of packedColumns.entries()) row[name] = told(this.#columns[place]![slot]!, 1)
      found.push({ at, bucket: bucketOf(row as unknown as FoldedReadingTable, this.#width) })
    }
    return found
  }

  /** `at` is the whole grid. */
  told(id: string): LinkReadings {
    const column = (name: Name, unit = 1) => {
      const numbers: (number | null)[] = []
      for (const value of this.#columns[packedColumns.indexOf(name)]!) numbers.push(told(value, unit))
      return numbers
    }
    const milliseconds = 1_000
    return {
      id,
      resolution: this.#width,
      at: Array.from({ length: this.#length }, (_, slot) => this.#from + slot * this.#width),
      asked: column('asked'),
      answered: column('answered'),
      rttMinMs: column('rtt_min_us', milliseconds),
      rttMedianMs: column('rtt_median_us', milliseconds),
      rttMaxMs: column('rtt_max_us', milliseconds),
      inBitsPerSecond: column('in_bits_per_second'),
      outBitsPerSecond: column('out_bits_per_second'),
      inErrors: column('in_errors'),
      outErrors: column('out_errors'),
      inDiscards: column('in_discards'),
      outDiscards: column('out_discards'),
      ...(this.#width > minuteMs && {
        inBitsPerSecondMax: column('in_bits_per_second_max'),
        outBitsPerSecondMax: column('out_bits_per_second_max'),
        measuredRatio: column('measured_minutes', this.#width / minuteMs),
      }),
    }
  }
}

function bucketOf(row: FoldedReadingTable, width: Resolution): Bucket {
  return width === minuteMs ? minuteBucket(toMeasured(row)) : toBucket(row)
}

function told(value: number, unit: number): number | null {
  return Number.isNaN(value) ? null : value / unit
}

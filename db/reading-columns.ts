import { type Bucket, minuteBucket } from '../collector/domain/fold.ts'
import type { LinkReadings } from '../collector/domain/link-readings.ts'
import type { Resolution } from '../collector/domain/resolution.ts'
import { JsonBytes } from './json-bytes.ts'
import { measuredMinutes, packedColumns } from './packed-rows.ts'
import { unpackColumns } from './packed-columns.ts'
import { toBucket, toMeasured } from './reading-row.ts'
import type { FoldedReadingTable, PackedReadingTable } from './schema.ts'

type Name = (typeof packedColumns)[number]

const minuteMs = 60_000

/** What is told of every width: by which name, of which column, and what that is divided by. */
const ofEveryWidth: readonly (readonly [keyof LinkReadings, Name, number])[] = [
  ['asked', 'asked', 1],
  ['answered', 'answered', 1],
  ['rttMinMs', 'rtt_min_us', 1_000],
  ['rttMedianMs', 'rtt_median_us', 1_000],
  ['rttMaxMs', 'rtt_max_us', 1_000],
  ['inBitsPerSecond', 'in_bits_per_second', 1],
  ['outBitsPerSecond', 'out_bits_per_second', 1],
  ['inErrors', 'in_errors', 1],
  ['outErrors', 'out_errors', 1],
  ['inDiscards', 'in_discards', 1],
  ['outDiscards', 'out_discards', 1],
]

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

  /**
   * The time of a reading, and then what it has of `packedColumns` in their order; one that ends before the minutes
   * that it is made of is a minute. Of two of the same time the later counts, unless it is made of fewer minutes.
   */
  put(values: readonly (number | null)[]): void {
    const slot = (values[0]! - this.#from) / this.#width
    if (!(slot >= 0 && slot < this.#length)) return
    const columns = this.#columns
    const minutes = values.length > measuredMinutes + 1 ? values[measuredMinutes + 1]! : 1
    if (minutes < columns[measuredMinutes]![slot]!) return
    for (let place = 1; place < values.length; place++)
      columns[place - 1]![slot] = values[place] ?? Number.NaN
    columns[measuredMinutes]![slot] = minutes
  }

  /** The same of a row. */
  putRow(row: FoldedReadingTable): void {
    this.put([row.at, ...packedColumns.map((name) => row[name])])
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
    for (let index = 0; index < unpacked.length; index++)
      putAll(this.#columns[index]!, unpacked[index]!, { places, first })
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
    const columns = this.#series().map(([name, numbers, unit]) => [
      name,
      Array.from(numbers, (number) => told(number, unit)),
    ])
    return { id, resolution: this.#width, ...Object.fromEntries(columns) }
  }

  /** The same as JSON. */
  text(id: string): Uint8Array<ArrayBuffer> {
    const json = new JsonBytes()
    json.text(`{"id":${JSON.stringify(id)},"resolution":${this.#width}`)
    for (const [name, numbers, unit] of this.#series()) {
      json.text(`,"${name}":`)
      json.column(numbers, unit)
    }
    json.text('}')
    return json.taken()
  }

  /** Of each what it is divided by. */
  #series(): [name: keyof LinkReadings, numbers: Float64Array, unit: number][] {
    const times = new Float64Array(this.#length)
    for (let slot = 0; slot < this.#length; slot++) times[slot] = this.#from + slot * this.#width
    const above: typeof ofEveryWidth = [
      ['inBitsPerSecondMax', 'in_bits_per_second_max', 1],
      ['outBitsPerSecondMax', 'out_bits_per_second_max', 1],
      ['measuredRatio', 'measured_minutes', this.#width / minuteMs],
    ]
    const all = this.#width === minuteMs ? ofEveryWidth : [...ofEveryWidth, ...above]
    return [
      ['at', times, 1],
      ...all.map(([name, column, unit]): [keyof LinkReadings, Float64Array, number] => [
        name,
        this.#columns[packedColumns.indexOf(column)]!,
        unit,
      ]),
    ]
  }
}

/** What is there of the places: `first` is where in `column` that of place 0 goes. */
function putAll(
  column: Float64Array,
  values: Float64Array,
  { places, first }: { places: readonly number[]; first: number },
): void {
  for (const place of places) column[first + place] = values[place]!
}

function bucketOf(row: FoldedReadingTable, width: Resolution): Bucket {
  return width === minuteMs ? minuteBucket(toMeasured(row)) : toBucket(row)
}

function told(value: number, unit: number): number | null {
  return Number.isNaN(value) ? null : value / unit
}

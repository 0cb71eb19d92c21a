/** A program in the place of fping that answers for every address at once, so that a fleet costs little and falls as it is told. */
import { appendFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { placeOf } from '../domain/spread.ts'
import { isKanwil, loopbackAddress } from './loopback-fleet.ts'

/** Round trips of 20 to 23 ms; nothing from the addresses that stand in the file. */
const program = (cut: string): string => `#!/bin/sh
exec awk -v count="$2" '
BEGIN { srand(); while ((getline line < "${cut}") > 0) silent[line] = 1 }
{
  line = $0 " :"
  for (i = 0; i < count; i++) line = line (($0 in silent) ? " -" : sprintf(" %.2f", 20 + 3 * rand()))
  print line
}' 1>&2
`

/** The seconds of a sweep in which satker that nothing hangs on are asked; hubs have the first for themselves. */
const slices = 9

export class MadeEchoes {
  readonly #cut: string
  /** What is put before the command of a collector that is to ask by it. */
  readonly prefix: readonly string[]
  readonly #bySlice: string[][] = Array.from({ length: slices }, () => [])

  constructor(folder: string, routers: number) {
    this.#cut = join(folder, 'cut')
    writeFileSync(this.#cut, '')
    writeFileSync(join(folder, 'fping'), program(this.#cut), { mode: 0o755 })
    this.prefix = ['env', `PATH=${folder}${delimiter}${process.env.PATH ?? ''}`]
    for (let at = 0; at < routers; at++) {
      if (!isKanwil(at)) this.#bySlice[placeOf(`l${at}`, slices)]?.push(loopbackAddress(at))
    }
  }

  /** So many links that are asked in one second fall silent, and as many that are asked half a sweep later. */
  cutTwice(count: number): void {
    for (const slice of [0, Math.floor(slices / 2)]) {
      const addresses = this.#bySlice[slice]?.splice(0, count) ?? []
      appendFileSync(this.#cut, addresses.map((address) => `${address}\n`).join(''))
    }
    // The next in another second.
    this.#bySlice.push(...this.#bySlice.splice(0, 1))
  }
}

/** A scope while it is put together. What is chosen within limits stays when one looks at everything meanwhile. */
import type { SatkerType } from '../../collector/domain/satker.ts'
import { isWithin, type PlacedSatker } from '../../collector/domain/scope.ts'
import type { WireScope } from '../../collector/serve/wire-access.ts'

export class ChosenScope {
  isLimited = $state(false)
  provinces = $state<string[]>([])
  types = $state<SatkerType[]>([])
  satker = $state<string[]>([])

  readonly #mustLimit: () => boolean

  /** `mustLimit`: whether everything is not to be had, whatever was chosen. */
  constructor(scope: WireScope, mustLimit: () => boolean = () => false) {
    this.#mustLimit = mustLimit
    this.take(scope)
  }

  /** Whether there is nothing to choose between everything and limits. */
  get mustLimit(): boolean {
    return this.#mustLimit()
  }

  /** Whether what is chosen within limits counts. */
  get hasLimits(): boolean {
    return this.isLimited || this.mustLimit
  }

  take(scope: WireScope): void {
    this.isLimited = scope !== 'everything'
    const { provinces, types, satker } = scope === 'everything' ? nothing : scope
    this.provinces = [...provinces]
    this.types = [...types]
    this.satker = [...satker]
  }

  /** As it is sent. */
  get scope(): WireScope {
    if (!this.hasLimits) return 'everything'
    return {
      provinces: this.provinces.toSorted(),
      types: this.types.toSorted(),
      satker: this.satker.toSorted(),
    }
  }

  /** Limits that name nothing let nothing be seen. */
  get isEmpty(): boolean {
    return this.hasLimits && this.provinces.length + this.types.length + this.satker.length === 0
  }

  /** How many of these may be seen. */
  count(all: Iterable<PlacedSatker>): number {
    const { scope } = this
    return [...all].filter((one) => isWithin(one, scope)).length
  }

  add(code: string): void {
    if (!this.satker.includes(code)) this.satker.push(code)
  }

  remove(code: string): void {
    this.satker = this.satker.filter((one) => one !== code)
  }
}

const nothing = { provinces: [], types: [], satker: [] }

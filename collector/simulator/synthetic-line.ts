/** The lines of a synthetic office: what it would plausibly subscribe to, and at what price. */
import type { Medium, Role } from '../domain/link.ts'
import { hashText, roll } from './dice.ts'

export interface SyntheticLine {
  interface: string
  medium: Medium
  role: Role
  downMbps: number
  upMbps: number
  contract: string
  /** Rupiah. */
  monthlyFee: number
}

/** Rupiah a month for each Mb/s towards the office. */
const feesPerMbps: Record<Medium, number> = {
  fiber: 280_000,
  radio: 520_000,
  vsat: 3_500_000,
  cellular: 150_000,
  copper: 300_000,
}
/** What a household would pay, too: no guarantee comes with it. */
const broadbandFeePerMbps = 40_000
const fiberContracts = ['kontrak-a-2026', 'kontrak-b-2026'] as const
const radioContract = 'kontrak-b-2026'
const satelliteContract = 'kontrak-c-2026'

/** The dice of one fleet: the same office has the same lines in every fleet of that seed. */
export class LineDesk {
  readonly #seed: number

  constructor(seed: number) {
    this.#seed = seed
  }

  dataCentre(code: string): SyntheticLine[] {
    return [
      this.#line(code, 'te0/0', 'fiber', 1000),
      { ...this.#line(code, 'te0/1', 'fiber', 1000), role: 'backup', contract: fiberContracts[1] },
    ]
  }

  recoveryCentre(code: string): SyntheticLine[] {
    return [this.#line(code, 'te0/0', 'fiber', 500)]
  }

  kanwil(code: string, isLarge: boolean): SyntheticLine[] {
    const first = this.#line(code, 'ge0/0', 'fiber', isLarge ? 100 : 50)
    const second = this.#line(code, 'ge0/1', 'fiber', isLarge ? 50 : 20)
    return [first, { ...second, role: 'backup', contract: otherThan(first.contract) }]
  }

  /** About half of them have a second line; where the first goes over a satellite there is nothing to add. */
  kankemenag(code: string, medium: Medium, isNear: boolean): SyntheticLine[] {
    const first = this.#line(code, portOf(medium), medium, this.#officeMbps(code, medium, isNear))
    if (medium === 'vsat' || this.#roll('backup', code) >= 0.515) return [first]
    const second = this.#line(code, 'wwan0', 'cellular', 10)
    return [first, { ...second, role: 'backup', contract: otherThan(first.contract) }]
  }

  kua(code: string, isRemote: boolean): SyntheticLine[] {
    if (isRemote && this.#roll('medium', code) < 0.5) return [this.#line(code, 'sat0', 'vsat', 4)]
    const medium = this.#roll('medium', code) < 0.75 ? 'fiber' : 'cellular'
    return [this.#broadband(code, medium, this.#roll('rate', code) < 0.5 ? 10 : 20)]
  }

  madrasah(code: string, isRemote: boolean): SyntheticLine[] {
    if (isRemote && this.#roll('medium', code) < 0.6) return [this.#line(code, 'wan1', 'radio', 10)]
    return [this.#broadband(code, 'fiber', 50)]
  }

  #officeMbps(code: string, medium: Medium, isNear: boolean): number {
    const isFast = this.#roll('rate', code) < 0.5
    if (medium === 'vsat') return isFast ? 4 : 2
    if (medium === 'radio') return isFast ? 8 : 5
    if (isNear) return isFast ? 20 : 10
    return isFast ? 15 : 10
  }

  #broadband(code: string, medium: Medium, mbps: number): SyntheticLine {
    return { ...this.#line(code, portOf(medium), medium, mbps), monthlyFee: mbps * broadbandFeePerMbps }
  }

  #line(code: string, port: string, medium: Medium, mbps: number): SyntheticLine {
    return {
      interface: port,
      medium,
      role: 'primary',
      downMbps: mbps,
      upMbps: medium === 'vsat' ? mbps / 4 : mbps,
      contract: this.#contract(code, medium),
      monthlyFee: mbps * feesPerMbps[medium],
    }
  }

  #contract(code: string, medium: Medium): string {
    if (medium === 'vsat') return satelliteContract
    if (medium === 'radio') return radioContract
    return fiberContracts[this.#roll('provider', code) < 0.6 ? 0 : 1]
  }

  #roll(what: string, code: string): number {
    return roll(this.#seed, hashText(`${what} of ${code}`))
  }
}

function portOf(medium: Medium): string {
  return { fiber: 'wan1', radio: 'wan1', copper: 'wan1', vsat: 'sat0', cellular: 'wwan0' }[medium]
}

/** A second line of the same provider fails with the first. */
function otherThan(contract: string): string {
  return contract === fiberContracts[0] ? fiberContracts[1] : fiberContracts[0]
}

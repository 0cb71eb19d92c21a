/** The certificate that TLS is served with: read at the start, and again when its files change. */
import { stat } from 'node:fs/promises'
import type { SecureContextOptions } from 'node:tls'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../log.ts'
import { isNameOf } from './host-names.ts'
import { readKeyPair } from './key-pair.ts'
import type { KeyPair, KeyPairFiles } from './key-pair.ts'
import { tlsOptions } from './tls-options.ts'

const dayMs = 86_400_000
/** certbot renews thirty days before the end: with fourteen left, something is wrong. */
const soonMs = 14 * dayMs
const defaultEveryMs = 5_000

export interface ServedCertificateDeps {
  files: KeyPairFiles
  clock: Clock
  log: Log
  /** Between two looks at the files. */
  everyMs?: number
}

type Age = 'valid' | 'not-yet-valid' | 'ends-soon' | 'expired'

export class ServedCertificate {
  readonly #deps: ServedCertificateDeps
  #pair: KeyPair
  /** Of the files at the look before, and at the last reading. */
  #seen: string
  #read: string
  #age: Age = 'valid'
  #timer: NodeJS.Timeout | null = null
  #onSwap: (options: SecureContextOptions) => void = () => {}

  /** Rejects with a sentence for the operator where the two files cannot be served with. */
  static async open(deps: ServedCertificateDeps): Promise<ServedCertificate> {
    const stamp = await stampOf(deps.files)
    const result = await readKeyPair(deps.files)
    if (!result.ok) throw new Error(result.why)
    return new ServedCertificate(deps, result.pair, stamp)
  }

  private constructor(deps: ServedCertificateDeps, pair: KeyPair, stamp: string) {
    this.#deps = deps
    this.#pair = pair
    this.#seen = stamp
    this.#read = stamp
    this.#tellAge()
  }

  get options(): SecureContextOptions {
    return tlsOptions(this.#pair)
  }

  /** Whether it was made out to this name. */
  isFor(name: string): boolean {
    return isNameOf(this.#pair.certificate, name)
  }

  /** `onSwap` is given the options with which new connections are to be served. */
  watch(onSwap: (options: SecureContextOptions) => void): void {
    this.#onSwap = onSwap
    this.#timer ??= setInterval(() => void this.look(), this.#deps.everyMs ?? defaultEveryMs).unref()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  /**
   * Takes what is new, once two looks have seen the same: certificate and key are two files and cannot change at once. A
   * pair that cannot be served with is told once, and the old one stays.
   */
  async look(): Promise<void> {
    const stamp = await stampOf(this.#deps.files)
    const isQuiet = stamp === this.#seen
    this.#seen = stamp
    if (isQuiet && stamp !== this.#read) await this.#take(stamp)
    this.#tellAge()
  }

  async #take(stamp: string): Promise<void> {
    const { files, log } = this.#deps
    this.#read = stamp
    const result = await readKeyPair(files)
    if (!result.ok) {
      log.error('certificate-refused', { why: result.why, inForce: 'the one before' })
      return
    }
    this.#pair = result.pair
    this.#onSwap(this.options)
    log.info('certificate-taken', this.#facts())
  }

  #tellAge(): void {
    const age = ageOf(this.#pair.certificate, this.#deps.clock.now())
    if (age !== this.#age && age !== 'valid')
      this.#deps.log.warn('certificate', { is: age, ...this.#facts() })
    this.#age = age
  }

  #facts(): object {
    const { subjectAltName, validFromDate, validToDate } = this.#pair.certificate
    return {
      file: this.#deps.files.cert,
      names: subjectAltName,
      from: validFromDate.toISOString(),
      to: validToDate.toISOString(),
    }
  }
}

function ageOf({ validFromDate, validToDate }: KeyPair['certificate'], now: number): Age {
  if (now < validFromDate.getTime()) return 'not-yet-valid'
  const leftMs = validToDate.getTime() - now
  if (leftMs <= 0) return 'expired'
  return leftMs < soonMs ? 'ends-soon' : 'valid'
}

/** Follows links, which is how certbot and Kubernetes change what a name means. */
async function stampOf({ cert, key }: KeyPairFiles): Promise<string> {
  const stamps = [cert, key].map((path) =>
    stat(path, { bigint: true }).then(
      ({ mtimeNs, size, ino }) => `${mtimeNs}:${size}:${ino}`,
      () => 'missing',
    ),
  )
  return (await Promise.all(stamps)).join(' ')
}

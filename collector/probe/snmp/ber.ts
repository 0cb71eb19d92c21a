/** Reads the part of BER that SNMP uses (RFC 3417 §8), strictly: what does not fit is a Malformed, never a guess. */

export const tags = {
  integer: 0x02,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  ipAddress: 0x40,
  counter32: 0x41,
  gauge32: 0x42,
  timeTicks: 0x43,
  opaque: 0x44,
  counter64: 0x46,
  noSuchObject: 0x80,
  noSuchInstance: 0x81,
  endOfMibView: 0x82,
  getRequest: 0xa0,
  getNextRequest: 0xa1,
  getResponse: 0xa2,
  trapV1: 0xa4,
  getBulkRequest: 0xa5,
  informRequest: 0xa6,
  trapV2: 0xa7,
  report: 0xa8,
} as const

/** Thrown by a reader at the first byte that breaks a rule; its message names the rule and holds no content. */
export class Malformed extends Error {
  override name = 'Malformed'
}

const maxLengthOctets = 4
/** RFC 2578 §3.5. */
const maxSubIdentifiers = 128
const maxSubIdentifier = 2 ** 32 - 1

/** A cursor over one stretch of a datagram; nothing is copied, and nothing outside the stretch is read. */
export class BerReader {
  readonly #bytes: Buffer
  readonly #end: number
  #at: number

  constructor(bytes: Buffer, start: number = 0, end: number = bytes.length) {
    this.#bytes = bytes
    this.#at = start
    this.#end = end
  }

  get atEnd(): boolean {
    return this.#at === this.#end
  }

  /** Offset of the next element in the datagram. */
  get offset(): number {
    return this.#at
  }

  /** The tag of the next element. */
  peek(): number {
    if (this.atEnd) throw new Malformed('it ends too early')
    return this.#bytes[this.#at]!
  }

  /** Steps over a constructed element and gives a reader of what is in it. */
  enter(tag: number): BerReader {
    const length = this.#header(tag)
    const start = this.#at
    this.#at += length
    return new BerReader(this.#bytes, start, start + length)
  }

  /** Nothing may follow. */
  finish(): void {
    if (!this.atEnd) throw new Malformed('something follows where nothing may')
  }

  /** The content of a primitive element, as a view of the datagram. */
  readBytes(tag: number, minLength: number = 0, maxLength: number = Number.POSITIVE_INFINITY): Buffer {
    const start = this.#step(tag, minLength, maxLength)
    return this.#bytes.subarray(start, this.#at)
  }

  /** Steps over a primitive element of so many bytes. */
  checkBytes(tag: number, minLength: number = 0, maxLength: number = Number.POSITIVE_INFINITY): void {
    this.#step(tag, minLength, maxLength)
  }

  /** Steps over a primitive element; answers whether its content is that stretch of other bytes. */
  stepOver(tag: number, others: Buffer, from: number, to: number): boolean {
    const start = this.#step(tag, 0, Number.POSITIVE_INFINITY)
    const length = this.#at - start
    if (length !== to - from) return false
    for (let at = 0; at < length; at += 1) if (this.#bytes[start + at] !== others[from + at]) return false
    return true
  }

  /** A signed 32-bit integer; a needless fifth byte is allowed if it only repeats the sign. */
  readInteger(min: number = -(2 ** 31), max: number = 2 ** 31 - 1): number {
    const start = this.#step(tags.integer, 1, 5)
    let value = this.#bytes[start]! < 0x80 ? 0 : -1
    for (let at = start; at < this.#at; at += 1) value = value * 256 + this.#bytes[at]!
    if (value < min || value > max) throw new Malformed('an integer out of its range')
    return value
  }

  /**
   * An unsigned 32-bit value. Some agents leave out the leading zero of values from 2^31 on; a shorter one
   * with its highest bit set would be negative, and is refused.
   */
  readUnsigned32(tag: number): number {
    const start = this.#stepUnsigned(tag, 4)
    let value = 0
    for (let at = start; at < this.#at; at += 1) value = value * 256 + this.#bytes[at]!
    return value
  }

  /** Steps over an unsigned 64-bit value, by the same rule. */
  checkUnsigned64(tag: number): void {
    this.#stepUnsigned(tag, 8)
  }

  /** Steps over an object identifier that keeps the rules of RFC 2578 §3.5. */
  checkOid(): void {
    const start = this.#step(tags.oid, 1, Number.POSITIVE_INFINITY)
    const end = this.#at
    const bytes = this.#bytes
    let subIdentifiers = 1
    let value = 0
    let isInside = false
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at]!
      if (!isInside && byte === 0x80) throw new Malformed('a padded object identifier')
      value = value * 128 + (byte & 0x7f)
      if (value > maxSubIdentifier) throw new Malformed('a sub-identifier above 2^32-1')
      isInside = byte >= 0x80
      if (isInside) continue
      value = 0
      subIdentifiers += 1
    }
    if (isInside) throw new Malformed('a truncated object identifier')
    if (subIdentifiers > maxSubIdentifiers) throw new Malformed('too long an object identifier')
  }

  /** An object identifier in dots. */
  readOid(): string {
    const oid = new BerReader(this.#bytes, this.#at, this.#end)
    this.checkOid()
    const subIdentifiers: number[] = []
    let value = 0
    for (const byte of oid.readBytes(tags.oid)) {
      value = value * 128 + (byte & 0x7f)
      if (byte >= 0x80) continue
      if (subIdentifiers.length === 0) {
        // The first byte carries two sub-identifiers (X.690 §8.19.4).
        const first = Math.min(2, Math.floor(value / 40))
        subIdentifiers.push(first, value - 40 * first)
      } else subIdentifiers.push(value)
      value = 0
    }
    return subIdentifiers.join('.')
  }

  /** Steps over an element, and gives the offset of its content, which ends where the reader now stands. */
  #step(tag: number, minLength: number, maxLength: number): number {
    const length = this.#header(tag)
    if (length < minLength || length > maxLength) throw new Malformed(`a value of ${length} bytes`)
    const start = this.#at
    this.#at += length
    return start
  }

  #stepUnsigned(tag: number, width: number): number {
    const start = this.#step(tag, 1, width + 1)
    const length = this.#at - start
    const first = this.#bytes[start]!
    const isNegative = first >= 0x80 && length !== width
    if (isNegative || (length > width && first !== 0)) throw new Malformed('a counter out of its range')
    return start
  }

  /** Steps over tag and length; the length is definite and what it announces is there. */
  #header(tag: number): number {
    const found = this.peek()
    if (found !== tag) throw new Malformed(`tag ${found} in place of ${tag}`)
    this.#at += 1
    let length = this.#octet()
    if (length === 0x80) throw new Malformed('an indefinite length')
    if (length > 0x80) {
      let octets = length - 0x80
      if (octets > maxLengthOctets) throw new Malformed('a length of too many bytes')
      for (length = 0; octets > 0; octets -= 1) length = length * 256 + this.#octet()
    }
    if (length > this.#end - this.#at) throw new Malformed('a length beyond the end')
    return length
  }

  #octet(): number {
    if (this.atEnd) throw new Malformed('it ends too early')
    const octet = this.#bytes[this.#at]!
    this.#at += 1
    return octet
  }
}

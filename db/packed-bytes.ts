/** Writes what packed readings are made of; see `packed-columns.ts`. */
export class ByteWriter {
  #bytes = new Uint8Array(1_024)
  #length = 0

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  byte(value: number): void {
    this.#room(1)
    this.#bytes[this.#length++] = value
  }

  /** From 0 on, seven bits a byte, the low ones first; the eighth says that more follow. */
  number(value: number): void {
    let rest = value
    while (rest >= 128) {
      this.byte((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    this.byte(rest)
  }

  bits(bits: readonly boolean[]): void {
    for (let start = 0; start < bits.length; start += 8) {
      let byte = 0
      for (let place = 0; place < 8; place++) if (bits[start + place] === true) byte |= 1 << place
      this.byte(byte)
    }
  }

  /** How many bytes the largest needs, then that byte of every number, from the lowest to the highest. */
  planes(numbers: Float64Array): void {
    const most = numbers.reduce((one, other) => Math.max(one, other), 0)
    let planes = 0
    while (2 ** (8 * planes) <= most) planes += 1
    this.byte(planes)
    this.#room(planes * numbers.length)
    for (let plane = 0; plane < planes; plane++) {
      const unit = 2 ** (8 * plane)
      for (const number of numbers) this.#bytes[this.#length++] = Math.floor(number / unit) % 256
    }
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + more))
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

/** Reads it again, in the same order. What ends too early is a damaged file. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  byte(): number {
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw tooShort()
    return byte
  }

  number(): number {
    let value = 0
    for (let unit = 1; ; unit *= 128) {
      const byte = this.byte()
      if (byte < 128) return value + byte * unit
      value += (byte - 128) * unit
    }
  }

  bits(count: number): Uint8Array {
    const bits = new Uint8Array(count)
    let byte = 0
    for (let place = 0; place < count; place++) {
      if (place % 8 === 0) byte = this.byte()
      bits[place] = (byte >> (place % 8)) & 1
    }
    return bits
  }

  planes(count: number): Float64Array {
    const numbers = new Float64Array(count)
    const planes = this.byte()
    for (let plane = 0; plane < planes; plane++) {
      const unit = 2 ** (8 * plane)
      const start = this.#at + plane * count
      for (let place = 0; place < count; place++) numbers[place]! += this.#bytes[start + place]! * unit
    }
    this.#at += planes * count
    if (this.#at > this.#bytes.length) throw tooShort()
    return numbers
  }
}

function tooShort(): RangeError {
  return new RangeError('Packed readings end too early: the database is damaged.')
}

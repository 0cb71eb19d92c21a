/** Reads the BER of a request, strictly: what does not fit reads as null, and nothing is thrown. */
export class BerReader {
  readonly #bytes: Uint8Array
  readonly #end: number
  #at: number

  constructor(bytes: Uint8Array, from = 0, to = bytes.length) {
    this.#bytes = bytes
    this.#at = from
    this.#end = to
  }

  get isAtEnd(): boolean {
    return this.#at === this.#end
  }

  peekTag(): number | null {
    return this.#at < this.#end ? this.#bytes[this.#at]! : null
  }

  /** The contents of the next element, if it has this tag. */
  contents(tag: number): Uint8Array | null {
    if (this.peekTag() !== tag) return null
    return this.skip()
  }

  /** The next element's contents, read on with a reader of their own. */
  inside(tag: number): BerReader | null {
    const contents = this.contents(tag)
    return contents && new BerReader(contents)
  }

  /** A signed integer of at most 32 bits. */
  integer(tag: number): number | null {
    const contents = this.contents(tag)
    if (!contents || contents.length < 1 || contents.length > 4) return null
    return Buffer.from(contents.buffer, contents.byteOffset, contents.length).readIntBE(0, contents.length)
  }

  objectId(tag: number): number[] | null {
    const contents = this.contents(tag)
    if (!contents || contents.length === 0) return null
    const oid: number[] = []
    let part = 0
    let isWhole = true
    for (const byte of contents) {
      part = part * 128 + (byte & 0x7f)
      if (part > 0xffffffff) return null
      isWhole = (byte & 0x80) === 0
      if (!isWhole) continue
      if (oid.length === 0) {
        const first = Math.min(2, Math.floor(part / 40))
        oid.push(first, part - first * 40)
      } else oid.push(part)
      if (oid.length > 128) return null
      part = 0
    }
    return isWhole ? oid : null
  }

  /** The contents of the next element, whatever its tag. Indefinite and overlong lengths are refused. */
  skip(): Uint8Array | null {
    if (this.#end - this.#at < 2) return null
    let at = this.#at + 1
    let length = this.#bytes[at++]!
    if (length >= 0x80) {
      const count = length - 0x80
      if (count < 1 || count > 3 || this.#end - at < count) return null
      length = 0
      for (let i = 0; i < count; i++) length = length * 256 + this.#bytes[at++]!
    }
    if (length > this.#end - at) return null
    this.#at = at + length
    return this.#bytes.subarray(at, at + length)
  }
}

/** Below this a count of thousandths has so few digits that it is the shortest text of its number. */
const mostThousandths = 1e15
const eightDigits = 1e8
/** More than any number has, with the comma before it. */
const roomANumber = 40

const [zero, comma, point] = [0x30, 0x2c, 0x2e]

/** Writes JSON in UTF-8 byte by byte: columns of numbers take a third of what they take as a text that is then encoded. */
export class JsonBytes {
  #bytes = new Uint8Array(65_536)
  #length = 0

  /** All that was written. */
  taken(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length)
  }

  /** As it is. */
  text(text: string): void {
    this.#room(3 * text.length)
    this.#length += new TextEncoder().encodeInto(text, this.#bytes.subarray(this.#length)).written
  }

  /** An array of the numbers, each divided by `unit`, as `JSON.stringify` writes it: NaN is null. */
  column(numbers: Float64Array, unit: number): void {
    const quotients = new Map<number, string>()
    this.text('[')
    for (let place = 0; place < numbers.length; place++) {
      this.#room(roomANumber)
      if (place > 0) this.#bytes[this.#length++] = comma
      const number = numbers[place]!
      const isCount = number >= 0 && number < mostThousandths && Number.isInteger(number)
      if (isCount && unit === 1) this.#digits(number)
      else if (isCount && unit === 1_000) this.#thousandths(number)
      else if (isCount) this.#quotient(number, unit, quotients)
      else this.#ascii(Number.isNaN(number) ? 'null' : JSON.stringify(number / unit))
    }
    this.text(']')
  }

  #thousandths(number: number): void {
    const whole = Math.floor(number / 1_000)
    this.#digits(whole)
    const rest = number - 1_000 * whole
    if (rest === 0) return
    this.#bytes[this.#length++] = point
    if (rest % 100 === 0) this.#padded(rest / 100, 1)
    else if (rest % 10 === 0) this.#padded(rest / 10, 2)
    else this.#padded(rest, 3)
  }

  /** Of few numbers many times, such as how many of an hour's minutes were measured: each is made a text once. */
  #quotient(number: number, unit: number, known: Map<number, string>): void {
    let text = known.get(number)
    if (text === undefined) known.set(number, (text = JSON.stringify(number / unit)))
    this.#ascii(text)
  }

  #ascii(text: string): void {
    for (let place = 0; place < text.length; place++) this.#bytes[this.#length++] = text.charCodeAt(place)
  }

  #digits(number: number): void {
    if (number < 10) this.#bytes[this.#length++] = zero + number
    else if (number < eightDigits) this.#padded(number, digitsOf(number))
    else this.#long(number)
  }

  #long(number: number): void {
    const high = Math.floor(number / eightDigits)
    this.#digits(high)
    this.#padded(number - eightDigits * high, 8)
  }

  /** A number of at most eight digits. */
  #padded(number: number, digits: number): void {
    const bytes = this.#bytes
    const start = this.#length
    this.#length += digits
    let rest = number | 0
    for (let place = start + digits - 1; place >= start; place--) {
      const tenth = (rest / 10) | 0
      bytes[place] = zero + rest - 10 * tenth
      rest = tenth
    }
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + more))
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

function digitsOf(number: number): number {
  let digits = 1
  for (let limit = 10; limit <= number; limit *= 10) digits += 1
  return digits
}

/** Writes BER, as far as an SNMP agent needs it (X.690; the application types are RFC 2578's). */

export const tags = {
  integer: 0x02,
  octetString: 0x04,
  null: 0x05,
  objectId: 0x06,
  sequence: 0x30,
  ipAddress: 0x40,
  counter32: 0x41,
  gauge32: 0x42,
  timeTicks: 0x43,
  counter64: 0x46,
  noSuchObject: 0x80,
  noSuchInstance: 0x81,
  endOfMibView: 0x82,
  getRequest: 0xa0,
  getNextRequest: 0xa1,
  response: 0xa2,
  setRequest: 0xa3,
  getBulkRequest: 0xa5,
} as const

export function encode(tag: number, ...contents: Uint8Array[]): Buffer {
  const length = contents.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([header(tag, length), ...contents])
}

export function encodeText(text: string): Buffer {
  return encode(tags.octetString, Buffer.from(text, 'utf8'))
}

/** The shortest two's complement; an unsigned value with its top bit set gets a leading zero by the same rule. */
export function encodeInteger(tag: number, value: number | bigint): Buffer {
  const bytes: number[] = []
  let rest = BigInt(value)
  do {
    bytes.unshift(Number(BigInt.asUintN(8, rest)))
    rest >>= 8n
  } while (rest !== (bytes[0]! & 0x80 ? -1n : 0n))
  return encode(tag, Uint8Array.from(bytes))
}

export function encodeObjectId(oid: readonly number[]): Buffer {
  const [first = 0, second = 0, ...rest] = oid
  const bytes: number[] = []
  for (const part of [first * 40 + second, ...rest]) {
    // Arithmetic rather than shifts: a sub-identifier may use all 32 bits.
    const groups = [part % 128]
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128)) {
      groups.unshift((left % 128) + 128)
    }
    bytes.push(...groups)
  }
  return encode(tags.objectId, Uint8Array.from(bytes))
}

function header(tag: number, length: number): Buffer {
  if (length < 0x80) return Buffer.from([tag, length])
  if (length < 0x100) return Buffer.from([tag, 0x81, length])
  return Buffer.from([tag, 0x82, length >> 8, length & 0xff])
}

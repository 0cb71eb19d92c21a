/** Values as net-snmp hands them over → what the domain counts in; null for whatever is missing or of another type. */
import type { Varbind } from 'net-snmp'
import type { OperStatus } from '../../domain/reading.ts'
import { visibleText } from '../../domain/visible-text.ts'
import { tags } from './ber.ts'

const unsigned32Types: readonly number[] = [tags.counter32, tags.gauge32, tags.timeTicks, tags.integer]

/** Some agents give a counter or a gauge as another type of 32 bits; the number is what counts. */
export function toUnsigned32(varbind: Varbind | undefined): number | null {
  if (varbind === undefined || !unsigned32Types.includes(varbind.type)) return null
  const { value } = varbind
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32 ? value : null
}

/** Counter64 comes as its bytes: up to eight, or nine with a leading zero, by agents of all habits. */
export function toCounter64(varbind: Varbind | undefined): bigint | null {
  if (varbind === undefined || varbind.type !== tags.counter64 || !Buffer.isBuffer(varbind.value)) return null
  const bytes = varbind.value
  if (bytes.length === 0 || bytes.length > 9 || (bytes.length === 9 && bytes[0] !== 0)) return null
  let [high, low] = [0, 0]
  const split = bytes.length - 4
  for (let at = 0; at < bytes.length; at += 1) {
    if (at < split) high = high * 256 + bytes[at]!
    else low = low * 256 + bytes[at]!
  }
  // Of 53 bits a number holds the whole of it, and is made in one step.
  return high < 2 ** 21 ? BigInt(high * 2 ** 32 + low) : (BigInt(high) << 32n) | BigInt(low)
}

const maxTextLength = 255
/** No text of ours needs more bytes: the rest is not even decoded. */
const maxTextBytes = maxTextLength * 4

/** What agents fill a text up with. */
const padding = /^[\s\0]+|[\s\0]+$/g
/** Descriptions of several lines are many; each is told in one. */
const lineEnds = /[\t\n\v\f\r]+/g

/**
 * Text from the network: valid UTF-8 of at most 255 characters without the padding around it, in one line, with what
 * cannot be seen written as `\u001b`.
 */
export function toText(varbind: Varbind | undefined): string | null {
  if (varbind === undefined || varbind.type !== tags.octetString || !Buffer.isBuffer(varbind.value))
    return null
  if (isPlain(varbind.value)) return varbind.value.toString('latin1')
  const text = varbind.value.subarray(0, maxTextBytes).toString('utf8')
  return shortened(text.replace(padding, '').replace(lineEnds, ' '))
}

/** Whether it is what almost every text is: short, of visible ASCII, with nothing around it to take away. */
function isPlain(bytes: Buffer): boolean {
  if (bytes.length === 0 || bytes.length > maxTextLength) return false
  if (bytes[0] === space || bytes[bytes.length - 1] === space) return false
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at]! < space || bytes[at]! >= delete_) return false
  return true
}

const space = 0x20
const delete_ = 0x7f

/** A picture of several signs is one, or its joiners would be written out. */
const pictureOrSign = /\p{RGI_Emoji}|./gsv

/** No escape is cut in two, and no picture. */
function shortened(text: string): string {
  let shown = ''
  let length = 0
  for (const sign of text.match(pictureOrSign) ?? []) {
    const seen = visibleText(sign)
    length += [...seen].length
    if (length > maxTextLength) break
    shown += seen
  }
  return shown
}

export function toOid(varbind: Varbind | undefined): string | null {
  return varbind !== undefined && varbind.type === tags.oid && typeof varbind.value === 'string'
    ? varbind.value
    : null
}

/** In the order of their numbers, from 1. */
const operStatuses: readonly OperStatus[] = [
  'up',
  'down',
  'testing',
  'unknown',
  'dormant',
  'notPresent',
  'lowerLayerDown',
]

export function toOperStatus(varbind: Varbind | undefined): OperStatus | null {
  const number = toUnsigned32(varbind)
  return number === null ? null : (operStatuses[number - 1] ?? null)
}

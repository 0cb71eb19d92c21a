import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { payloads, saInitRequest } from './ike-message.ts'
import { readAnswer } from './read-answer.ts'
import { forgeAnswer, notify, v1Notification, type Forged } from './responder.test-kit.ts'

const spi = Buffer.from('0102030405060708', 'hex')
const request = saInitRequest(spi)
const answers = { ok: true, spi: '0102030405060708' }
const malformed = { ok: false, why: 'malformed' }
const notAnAnswer = { ok: false, why: 'not-an-answer' }
const some = (bytes: number) => Buffer.alloc(bytes, 7)

describe('what an IKE gateway says', () => {
  it.each<[string, Buffer]>([
    [
      'its choice',
      forgeAnswer(request, {
        payloads: [
          [payloads.sa, some(44)],
          [payloads.ke, some(36)],
          [payloads.nonce, some(32)],
          notify(16_388, some(20)),
        ],
      }),
    ],
    ['a cookie', forgeAnswer(request, { payloads: [notify(16_390, some(24))] })],
    ['that it wants another group', forgeAnswer(request)],
    ['that it accepts none of it', forgeAnswer(request, { payloads: [notify(14)] })],
    ['a payload nobody knows', forgeAnswer(request, { payloads: [[201, some(3)]] })],
    ['that it is of another minor version', forgeAnswer(request, { version: 0x21 })],
    ['what a later version sets in reserved flags', forgeAnswer(request, { flags: 0xf7 & ~0x08 })],
    ['that it only knows IKEv1', v1Notification(request)],
    ['that it only knows IKEv3', forgeAnswer(request, { version: 0x30, payloads: [notify(5)] })],
  ])('%s is an answer', (_what, message) => expect(readAnswer(message)).toEqual(answers))

  it.each<[string, Buffer, object]>([
    ['our own question', request, notAnAnswer],
    ['a question of its own', forgeAnswer(request, { flags: 0x08 }), notAnAnswer],
    ['an answer by the one who asked', forgeAnswer(request, { flags: 0x28 }), notAnAnswer],
    ['an answer to a later question', forgeAnswer(request, { messageId: 1 }), notAnAnswer],
    ['an answer in another exchange', forgeAnswer(request, { exchange: 35 }), notAnAnswer],
    ['IKEv1 that negotiates', v1Negotiation(), notAnAnswer],
    [
      'IKEv3 that negotiates',
      forgeAnswer(request, { version: 0x30, payloads: [[33, some(8)]] }),
      notAnAnswer,
    ],
    ['no version at all', forgeAnswer(request, { version: 0 }), malformed],
    ['nothing', Buffer.alloc(0), malformed],
    ['less than a header', forgeAnswer(request).subarray(0, 27), malformed],
    ['a header alone', forgeAnswer(request, { payloads: [] }), malformed],
    ['one byte too many', forgeAnswer(request, { lengthError: -1 }), malformed],
    ['one byte too few', forgeAnswer(request, { lengthError: 1 }), malformed],
    ['a notification without its type', forgeAnswer(request, { payloads: [[41, some(3)]] }), malformed],
    ['more payloads than anybody has', manyPayloads(65), malformed],
    ['a payload of no length', withPayloadLength(0), malformed],
    ['a payload that ends beyond the message', withPayloadLength(1_000), malformed],
    ['a payload that leaves bytes over', withPayloadLength(8), malformed],
  ])('%s is none', (_what, message, result) => expect(readAnswer(message)).toEqual(result))

  it('may have as many payloads as are taken', () => expect(readAnswer(manyPayloads(64))).toEqual(answers))

  it('is read to a verdict whatever the bytes, and no part of an answer is an answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readAnswer(Buffer.from(bytes)).ok).toBe(false)
      }),
      { seed: 20_261_127, numRuns: 2_000 },
    )
    const whole = forgeAnswer(request, { payloads: [[payloads.sa, some(44)], notify(16_388, some(20))] })
    for (let length = 0; length < whole.length; length += 1)
      expect(readAnswer(whole.subarray(0, length))).toEqual(malformed)
  })
})

describe('what is asked', () => {
  it('is as long as it says, and is itself sound', () => {
    expect(request.readUInt32BE(24)).toBe(request.length)
    const turned = Buffer.from(request)
    turned[19] = 0x20
    expect(readAnswer(turned)).toEqual(answers)
  })

  it('fits into a packet that no tunnel cuts in pieces', () => expect(request.length).toBeLessThan(500))

  it('is another one each time', () => expect(saInitRequest(spi).equals(saInitRequest(spi))).toBe(false))
})

function v1Negotiation(): Buffer {
  const forged: Forged = { version: 0x10, exchange: 2, flags: 0, payloads: [[1, some(40)]] }
  return forgeAnswer(request, forged)
}

function manyPayloads(count: number): Buffer {
  return forgeAnswer(request, { payloads: Array.from({ length: count }, () => [43, some(4)]) })
}

/** The one payload of a right answer, which has ten bytes, says that it has so many. */
function withPayloadLength(bytes: number): Buffer {
  const message = forgeAnswer(request)
  message.writeUInt16BE(bytes, 30)
  return message
}

import { expect, test } from 'vitest'
import { damage, seeded } from '../simulator/hostile/damage.ts'
import { text } from '../simulator/hostile/forge.ts'
import { trapV1, trapV2c, trapV3 } from '../simulator/hostile/forge-trap.ts'
import type { Enrolment } from './enrolment.ts'
import type { FromReceiver } from './receiver-messages.ts'
import { hearing } from './receiver.test-kit.ts'
import { TrapTaker } from './take-traps.ts'
import * as kit from './trap.test-kit.ts'

const { community, handClock, keys, learned, ofSigner, ofUser, ofVersion, onlySigned, source, user } = kit

const varbinds: [string, Buffer][] = [['1.3.6.1.2.1.2.2.1.2.7', text('wan0')]]
const openProof = text(community)
const kinds: [string, Enrolment, Buffer, (damaged: Buffer, whole: Buffer) => boolean][] = [
  ['v1', ofVersion('1'), trapV1(community), (damaged) => damaged.includes(openProof)],
  ['v2c', ofVersion('2c'), trapV2c(community, { varbinds }), (damaged) => damaged.includes(openProof)],
  [
    'signed v3',
    ofSigner(),
    trapV3(user, onlySigned, { varbinds }),
    (damaged, whole) => damaged.equals(whole),
  ],
  ['encrypted v3', ofUser(), trapV3(user, keys, { varbinds }), (damaged, whole) => damaged.equals(whole)],
]

test.each(kinds)(
  'of 1,250 damaged traps of %s none is taken that does not prove whose it is',
  (_what, of, whole, mayBe) => {
    const random = seeded(20_261_127)
    const clock = handClock()
    const told: FromReceiver[] = []
    const taker = new TrapTaker(clock, (message) => void told.push(message))
    const wrong: string[] = []
    let damaged: Buffer = Buffer.alloc(0)
    for (let count = 0; count < 1_250; count++) {
      // A receiver that was started a moment ago has seen nothing, so that no replay hides what is let through.
      taker.hear({ kind: 'enrol', enrolments: [] })
      taker.hear({ kind: 'enrol', enrolments: [of] })
      taker.hear({ kind: 'engines', engines: [learned(of.router)] })
      clock.pass(1_000)
      damaged = damage(whole, random)
      taker.take(damaged, source)
      taker.onSecond()
      for (const message of told.splice(0)) {
        if (message.kind === 'bug') wrong.push(message.error)
        if (message.kind !== 'counts') continue
        const { accepted, ignored, received } = message.counts
        expect(received).toBe(1)
        if (accepted + ignored > 0 && !mayBe(damaged, whole)) wrong.push(damaged.toString('hex'))
      }
    }
    expect(wrong).toEqual([])
  },
)

test('a thousand of them end no thread, and the next genuine one is taken', async () => {
  const random = seeded(4_711)
  const addressOf = (index: number): string => `127.0.2.${index + 1}`
  const routers = Array.from({ length: 24 }, (_, index) => {
    const [, of] = kinds[index % kinds.length]!
    return { ...of, router: `router ${index}`, sources: [addressOf(index)] }
  })
  const { send, after, receiver, traps, threads } = await hearing([...routers, ofVersion('2c')])
  for (const [index] of routers.entries()) {
    const whole = kinds[index % kinds.length]![2]
    await send(
      Array.from({ length: 42 }, () => damage(whole, random)),
      addressOf(index),
    )
  }
  await send(trapV2c(community))
  const health = await after(24 * 42 + 1)
  // A damaged one may still be genuine, and be told after it: those of one router wait for each other.
  expect(traps).toContainEqual(expect.objectContaining({ routers: ['ce1'] }))
  expect(health.refused.bug).toBeUndefined()
  expect(receiver.health().restarts).toBe(0)
  expect(threads).toHaveLength(1)
})

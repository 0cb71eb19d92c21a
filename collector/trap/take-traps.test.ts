import { expect, test } from 'vitest'
import { trapV2c, trapV3 } from '../simulator/hostile/forge-trap.ts'
import type { FromReceiver } from './receiver-messages.ts'
import { TrapTaker } from './take-traps.ts'
import { community, handClock, keys, learned, ofUser, ofVersion, source, user } from './trap.test-kit.ts'

function takerOf(...enrolments: ReturnType<typeof ofVersion>[]) {
  const told: FromReceiver[] = []
  const clock = handClock()
  const taker = new TrapTaker(clock, (message) => void told.push(message))
  taker.hear({ kind: 'enrol', enrolments })
  return { taker, told, clock }
}

const coldStart = trapV2c(community, { name: '1.3.6.1.6.3.1.1.5.1', sysUpTimeCs: 12 })

test('a trap is told of with when it came, whose it is, and nothing of what it carries', () => {
  const { taker, told, clock } = takerOf(ofVersion('2c'))
  taker.take(coldStart, source)
  const trap = { at: clock.now(), routers: ['ce1'], kind: 'coldStart', sysUpTimeCs: 12 }
  expect(told).toEqual([{ kind: 'trap', trap }])
})

test('of many traps of a router one a second is told, and of a shared address those of each that is due', () => {
  const { taker, told, clock } = takerOf(
    ofVersion('2c', { sources: ['10.0.0.1', '10.0.0.9'] }),
    ofVersion('2c', { router: 'ce2', sources: ['10.0.0.2', '10.0.0.9'] }),
  )
  const routers = (): string[] =>
    told.splice(0).flatMap((message) => (message.kind === 'trap' ? message.trap.routers : []))
  for (let count = 0; count < 20; count++) taker.take(coldStart, '10.0.0.1')
  expect(routers()).toEqual(['ce1'])
  taker.take(coldStart, '10.0.0.9')
  expect(routers()).toEqual(['ce2'])
  clock.pass(1_000)
  taker.take(coldStart, '10.0.0.9')
  expect(routers()).toEqual(['ce1', 'ce2'])
})

test('the last trap that came too soon after one is told when a second has passed, once', () => {
  const { taker, told, clock } = takerOf(ofVersion('2c'))
  const kinds = (): string[] =>
    told.splice(0).flatMap((message) => (message.kind === 'trap' ? message.trap.kind : []))
  taker.take(coldStart, source)
  clock.pass(300)
  for (const name of ['1.3.6.1.6.3.1.1.5.3', '1.3.6.1.6.3.1.1.5.4'])
    taker.take(trapV2c(community, { name }), source)
  taker.onSecond()
  expect(kinds()).toEqual(['coldStart'])
  clock.pass(700)
  taker.onSecond()
  clock.pass(5_000)
  taker.onSecond()
  expect(kinds()).toEqual(['linkUp'])
  taker.take(coldStart, source)
  taker.take(coldStart, source)
  taker.hear({ kind: 'enrol', enrolments: [ofVersion('2c')] })
  taker.onSecond()
  expect(kinds()).toEqual(['coldStart', 'coldStart'])
})

test('what was counted is told once, with the keys that were made, and nothing where nothing came', () => {
  const { taker, told } = takerOf(ofUser())
  taker.onSecond()
  expect(told).toEqual([])
  taker.hear({ kind: 'engines', engines: [learned()] })
  taker.take(trapV3(user, keys), source)
  taker.take(Buffer.alloc(3), source)
  taker.take(trapV3(user, keys), '10.0.0.7')
  taker.onSecond()
  taker.onSecond()
  const counts = { received: 3, accepted: 1, ignored: 0, keysDerived: 2 }
  expect(told.slice(1)).toEqual([
    { kind: 'counts', counts: { ...counts, refused: { size: 1, 'unknown-source': 1 } } },
  ])
})

test('a fault of ours is counted and told of once a minute, and the next trap is taken', () => {
  const { taker, told, clock } = takerOf(ofVersion('2c'))
  const poison = null as unknown as Buffer
  for (let count = 0; count < 3; count++) taker.take(poison, source)
  expect(told).toMatchObject([{ kind: 'bug' }])
  clock.pass(60_000)
  taker.take(poison, source)
  taker.take(coldStart, source)
  taker.onSecond()
  expect(told.slice(1)).toMatchObject([
    { kind: 'bug' },
    { kind: 'trap', trap: { kind: 'coldStart' } },
    { kind: 'counts', counts: { received: 5, accepted: 1, refused: { bug: 4 } } },
  ])
})

import { describe, expect, test } from 'vitest'
import { engineId } from '../simulator/hostile/forge.ts'
import { trapV1, trapV1Pdu, trapV2c, trapV3 } from '../simulator/hostile/forge-trap.ts'
import type { Enrolment } from './enrolment.ts'
import { TrapJudge } from './judge-trap.ts'
import * as kit from './trap.test-kit.ts'

const { community, handClock, keys, learned, ofOpenUser, ofSigner, ofUser, ofVersion, onlySigned, user } = kit

function judgeOf(...enrolments: Enrolment[]): TrapJudge {
  const judge = new TrapJudge(handClock())
  judge.enrol(enrolments)
  for (const { router, proof } of enrolments)
    if (proof.settings.version === '3') judge.learnEngine(learned(router))
  return judge
}

/** In a word: `news`, `ignored`, or why it was refused. */
function verdict(judge: TrapJudge, datagram: Buffer, source = kit.source): string {
  const { kind, ...more } = judge.take(datagram, source)
  return 'why' in more ? more.why : kind
}

const other = Buffer.from('8000000001020305', 'hex')
const wrongKeys = { ...keys, authKey: 'kunci-yang-lain' }
const wrongPrivacy = { ...keys, privKey: 'kunci-yang-lain' }

describe('one trap of a router', () => {
  test.each<[string, Enrolment, Buffer, string]>([
    ['v1 with the community', ofVersion('1'), trapV1(community), 'news'],
    ['v2c with the community', ofVersion('2c'), trapV2c(community), 'news'],
    ['v2c with another community', ofVersion('2c'), trapV2c('s3cres'), 'other-community'],
    ['v2c with a longer one', ofVersion('2c'), trapV2c('s3cret1'), 'other-community'],
    ['v2c with an empty one', ofVersion('2c'), trapV2c(''), 'other-community'],
    [
      'v2c where nothing is a community',
      ofVersion('2c', { community: null }),
      trapV2c(''),
      'other-community',
    ],
    ['v1 of a router of v2c', ofVersion('2c'), trapV1(community), 'news'],
    ['v2c of a router of v1', ofVersion('1'), trapV2c(community), 'news'],
    ['v1 of a router of v3', ofUser(), trapV1(community), 'other-version'],
    ['v2c of a router of v3', ofUser(), trapV2c(community), 'other-version'],
    ['v3 of a router of v2c', ofVersion('2c'), trapV3(user, keys), 'other-version'],
    ['v3 signed and encrypted', ofUser(), trapV3(user, keys), 'news'],
    ['v3 signed', ofSigner(), trapV3(user, onlySigned), 'news'],
    ['v3 open', ofOpenUser(), trapV3(user, null), 'news'],
    ['v3 of nobody', ofUser(), trapV3('', null), 'empty-user'],
    ['v3 of nobody, signed', ofUser(), trapV3('', keys), 'empty-user'],
    ['v3 of nobody where an open user is', ofOpenUser(), trapV3('', null), 'empty-user'],
    ['v3 of another user', ofUser(), trapV3('eve', keys), 'other-user'],
    ['v3 of a user that begins alike', ofUser(), trapV3('monitor', keys), 'other-user'],
    ['v3 open where it is to be encrypted', ofUser(), trapV3(user, null), 'below-security-level'],
    ['v3 signed where it is to be encrypted', ofUser(), trapV3(user, onlySigned), 'below-security-level'],
    ['v3 open where it is to be signed', ofSigner(), trapV3(user, null), 'below-security-level'],
    ['v3 encrypted where there is no key for it', ofSigner(), trapV3(user, keys), 'above-security-level'],
    ['v3 of another engine', ofUser(), trapV3(user, keys, { engineId: other }), 'unknown-engine'],
    ['v3 open of another engine', ofOpenUser(), trapV3(user, null, { engineId: other }), 'unknown-engine'],
    ['v3 signed by somebody else', ofUser(), trapV3(user, wrongKeys), 'wrong-digest'],
    ['v3 encrypted by somebody else', ofUser(), trapV3(user, wrongPrivacy), 'undecipherable'],
    ['v3 with a trap of v1', ofUser(), trapV3(user, keys, { body: trapV1Pdu() }), 'not-a-trap'],
    ['v3 with an inform', ofUser(), trapV3(user, keys, { pduType: 0xa6 }), 'inform'],
    ['too short', ofVersion('2c'), Buffer.alloc(19), 'size'],
    ['too long', ofVersion('2c'), Buffer.alloc(8_193), 'size'],
  ])('%s', (_what, enrolment, datagram, expected) => {
    expect(verdict(judgeOf(enrolment), datagram)).toBe(expected)
  })

  test('a digest of the right length that is wrong in one bit', () => {
    const datagram = trapV3(user, keys)
    datagram[datagram.length - 1]! ^= 1
    expect(verdict(judgeOf(ofUser()), datagram)).toBe('wrong-digest')
  })

  test('a context of another engine than the one that sends, as Net-SNMP’s own sender names it', () => {
    const judge = judgeOf(ofOpenUser())
    const datagram = trapV3(user, null)
    const second = datagram.indexOf(engineId, datagram.indexOf(engineId) + 1)
    datagram[second + 5]! ^= 1
    expect(verdict(judge, datagram)).toBe('news')
  })

  test('what it says of the time since its start decides whether it is news, but for a start', () => {
    const judge = judgeOf(ofVersion('2c'))
    const say = (name: string, sysUpTimeCs: number) =>
      verdict(judge, trapV2c(community, { name, sysUpTimeCs }))
    expect(say('1.3.6.1.6.3.1.1.5.3', 29_999)).toBe('ignored')
    expect(say('1.3.6.1.6.3.1.1.5.3', 30_000)).toBe('news')
    expect(say('1.3.6.1.2.1.15.0.2', 100)).toBe('ignored')
    expect(say('1.3.6.1.6.3.1.1.5.1', 0)).toBe('news')
    expect(say('1.3.6.1.6.3.1.1.5.5', 1e6)).toBe('ignored')
  })
})

describe('who sent it', () => {
  test('is told by the source of the datagram, whatever the trap says', () => {
    const judge = judgeOf(ofVersion('1', { sources: ['10.0.0.1', '2001:db8::9'] }))
    const datagram = trapV1(community, { agentAddress: [10, 0, 0, 1] })
    expect(verdict(judge, datagram, '10.0.0.2')).toBe('unknown-source')
    expect(verdict(judge, datagram, '10.0.0.1')).toBe('news')
    expect(verdict(judge, datagram, '2001:db8::9')).toBe('news')
  })

  test('are of several routers at one address those whose secret fits', () => {
    const one = ofVersion('2c', { router: 'one' })
    const judge = judgeOf(one, ofVersion('2c', { router: 'two', community: 'lain' }), {
      ...one,
      router: 'three',
    })
    expect(judge.take(trapV2c(community), kit.source)).toMatchObject({
      trap: { routers: ['one', 'three'], kind: 'linkDown', sysUpTimeCs: 1_000_000 },
    })
    expect(judge.take(trapV2c('lain'), kit.source)).toMatchObject({ trap: { routers: ['two'] } })
  })
})

describe('keys', () => {
  test('are made once of an enrolled user with the engine that is known, and for nothing else', () => {
    const judge = judgeOf(ofUser())
    const strangers = [trapV3('eve', keys), trapV3('', keys), trapV3(user, onlySigned), trapV3(user, null)]
    for (const datagram of strangers) judge.take(datagram, kit.source)
    for (let count = 0; count < 20; count++)
      judge.take(trapV3(user, keys, { engineId: Buffer.alloc(12, count) }), kit.source)
    expect(judge.keysDerived).toBe(0)
    judge.take(trapV3(user, wrongKeys), kit.source)
    expect(judge.keysDerived).toBe(1)
    for (let time = 0; time < 5; time++) expect(verdict(judge, trapV3(user, keys, { time }))).toBe('news')
    expect(judge.keysDerived).toBe(2)
  })

  test('are not made before the engine was learned', () => {
    const judge = new TrapJudge(handClock())
    judge.enrol([ofUser()])
    expect(verdict(judge, trapV3(user, keys))).toBe('unknown-engine')
    judge.learnEngine(learned('ce1'))
    expect(verdict(judge, trapV3(user, keys))).toBe('news')
  })
})

test('a flood of one source is refused unread, and that of another address not at all', () => {
  const judge = judgeOf(ofVersion('2c'), ofVersion('2c', { router: 'ce2', sources: ['10.0.0.2'] }))
  const seen = Array.from({ length: 200 }, () => verdict(judge, Buffer.alloc(100)))
  expect(seen.filter((why) => why === 'malformed')).toHaveLength(50)
  expect(seen.filter((why) => why === 'flood')).toHaveLength(150)
  expect(verdict(judge, trapV2c(community))).toBe('flood')
  expect(verdict(judge, trapV2c(community), '10.0.0.2')).toBe('news')
})

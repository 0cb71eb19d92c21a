import type { Varbind } from 'net-snmp'
import { beforeEach, describe, expect, it } from 'vitest'
import { tags } from './ber.ts'
import { createBudget, walkColumn, walkLimits, type WalkEnd } from './column-walk.ts'
import type { Patience, Question, Reply } from './exchange.ts'
import { errorStatus, failed } from './failure.ts'
import { createMemory, type RouterMemory } from './router-memory.ts'

const column = '1.3.6.1.2.1.15.3.1.2'
const asked: (Question & Patience)[] = []
let nowMs: number
let memory: RouterMemory
let answers: (most: number) => Reply

beforeEach(() => {
  asked.length = 0
  nowMs = 0
  const ask = async (question: Question, patience: Patience): Promise<Reply> => {
    asked.push({ ...question, ...patience })
    return answers(question.kind === 'getBulk' ? question.maxRepetitions : 1)
  }
  memory = createMemory('rtr-1', { ask, engine: () => null, rest() {}, forget() {} }, false)
})

const clock = { now: () => nowMs, monotonicMs: () => nowMs }
const row = (index: number | string, type: number = tags.integer): Varbind => ({
  oid: `${column}.${index}`,
  type,
  value: 1,
})
const told = (...varbinds: Varbind[]): Reply => ({
  ok: true,
  varbinds,
  arrival: { at: 0, monotonicMs: 0, rttMs: 1 },
})
const tooBig: Reply = { ...failed('bad-answer', 'too big'), errorStatus: errorStatus.tooBig }
const silence: Reply = failed('timeout', 'no answer')

/** As many rows as are asked for, up to the last. */
function rows(last: number): (most: number) => Reply {
  let index = 0
  return (most) => {
    const many = Array.from({ length: Math.min(most, last - index) }, () => row((index += 1)))
    return told(...many, ...(many.length < most ? [{ oid: '1.3.9', type: tags.integer, value: 1 }] : []))
  }
}

async function walk(timeoutMs = 2_000): Promise<{ end: WalkEnd; indexes: string[] }> {
  const indexes: string[] = []
  const budget = createBudget(clock)
  const end = await walkColumn({ memory, clock, timeoutMs, budget }, column, ({ index }) => {
    indexes.push(index)
    return true
  })
  return { end, indexes }
}

describe('a walk', () => {
  it('gives an index of any form as its numbers', async () => {
    answers = () => told(row('10.0.0.1.7'), row('10.0.0.2.7'), row('10.0.0.2.7', tags.endOfMibView))
    expect(await walk()).toEqual({ end: null, indexes: ['10.0.0.1.7', '10.0.0.2.7'] })
  })

  it('is of so many rows and no more', async () => {
    answers = rows(walkLimits.rows)
    expect(await walk()).toMatchObject({ end: null, indexes: { length: 2_000 } })
    answers = rows(walkLimits.rows + 1)
    expect(await walk()).toMatchObject({ end: { ok: false, why: 'bad-answer' } })
  })

  it('is of so many requests and no more', async () => {
    memory.maxRepetitions = 1
    answers = rows(5_000)
    expect(await walk()).toMatchObject({ end: { ok: false, why: 'bad-answer' } })
    expect(asked).toHaveLength(200)
  })

  it('ends after ten seconds, and asks for none with more time than is left', async () => {
    const honest = rows(5_000)
    answers = (most) => {
      nowMs += 3_000
      return honest(most)
    }
    expect(await walk(4_000)).toMatchObject({ end: { ok: false, why: 'bad-answer' } })
    expect(asked.map(({ timeoutMs }) => timeoutMs)).toEqual([4_000, 4_000, 4_000, 1_000])
    expect(asked.map(({ deadlineMs }) => deadlineMs)).toEqual([4_000, 4_000, 4_000, 1_000])
  })

  it.each([
    ['silence', silence],
    ['tooBig', tooBig],
  ])('asks for half after %s, and remembers what was answered', async (_what, refusal) => {
    const honest = rows(40)
    answers = (most) => (most > 6 ? refusal : honest(most))
    expect(await walk()).toMatchObject({ end: null, indexes: { length: 40 } })
    expect(asked.slice(0, 4).map((one) => 'maxRepetitions' in one && one.maxRepetitions)).toEqual([
      25, 12, 6, 6,
    ])
    expect(memory.maxRepetitions).toBe(6)
  })

  it('learns nothing of sizes from a router that does not answer at all', async () => {
    answers = () => silence
    expect(await walk()).toMatchObject({ end: { why: 'timeout' } })
    expect(asked).toHaveLength(4)
    expect(memory.maxRepetitions).toBe(25)
  })

  const middle: [string, Reply][] = [
    ['an error', { ...failed('bad-answer', 'general error'), errorStatus: errorStatus.genErr }],
    ['silence', silence],
    ['tooBig, even for one', tooBig],
    ['nothing', told()],
    ['the row before', told(row(24))],
    ['the same row twice', told(row(26), row(26))],
    ['a row out of order', told(row(27), row(26))],
    ['a name before all others', told({ oid: '1.3.6.1.2.1.1.1.0', type: tags.integer, value: 1 })],
  ]
  it.each(middle)('that meets %s in the middle is not taken for whole', async (_what, reply) => {
    answers = (most) => (asked.length === 1 ? rows(25)(most) : reply)
    const { end, indexes } = await walk()
    expect(end).toMatchObject({ ok: false })
    expect(new Set(indexes).size).toBe(indexes.length)
  })

  it.each([
    ['the end of the MIB', row(25, tags.endOfMibView)],
    ['no such object, as some say it', row(26, tags.noSuchObject)],
    ['another column', { oid: '1.3.6.1.2.1.15.3.1.3.1', type: tags.integer, value: 1 }],
    ['a column whose number begins like it', { oid: `${column}5.1`, type: tags.integer, value: 1 }],
  ])('is whole at %s', async (_what, varbind) => {
    answers = (most) => (asked.length === 1 ? rows(25)(most) : told(varbind))
    expect(await walk()).toMatchObject({ end: null, indexes: { length: 25 } })
  })

  it('of SNMPv1 is whole where the last name has no other after it', async () => {
    const none: Reply = { ...failed('no-such-object', ''), errorStatus: errorStatus.noSuchName }
    memory = createMemory('rtr-1', memory.session, true)
    answers = () => (asked.length <= 3 ? told(row(asked.length)) : none)
    expect(await walk()).toMatchObject({ end: null, indexes: { length: 3 } })
  })
})

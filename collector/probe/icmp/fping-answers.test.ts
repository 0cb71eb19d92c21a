import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFpingAnswers } from './fping-answers.ts'

const recorded = (name: string) => readFileSync(join(import.meta.dirname, 'recorded', `${name}.txt`), 'utf8')
const lost = [null, null, null, null, null]

describe('what fping says', () => {
  it.each([
    [
      'fping-partial',
      { '10.99.0.11': [3.48, 3.71, null, 3.66, 3.71], 'fd99::b': [null, 3.51, 3.6, 3.51, 3.43] },
    ],
    [
      'fping-duplicates',
      { '10.99.0.12': [3.3, 3.47, 3.64, 3.65, 3.23], 'fd99::c': [3.35, 3.18, 3.46, 3.42, 3.17] },
    ],
    ['fping-lost', { '10.99.0.15': lost, 'fd99::f': lost }],
    ['fping-unreachable', { '10.98.0.9': lost }],
  ])('is read by address, IPv4 and IPv6: %s', (name, answers) => {
    expect(Object.fromEntries(readFpingAnswers(recorded(name), new Set(Object.keys(answers)), 5))).toEqual(
      answers,
    )
  })

  it.each([
    ['an address nobody asked', '10.0.0.2 : 1.0 2.0\n'],
    ['too few echoes', '10.0.0.1 : 1.0\n'],
    ['too many echoes', '10.0.0.1 : 1.0 2.0 3.0\n'],
    ['a line cut off in the middle', '10.0.0.1 : 1.0 2.'],
    ['a negative time', '10.0.0.1 : -1.0 2.0\n'],
    ['a time that is no number', '10.0.0.1 : nan 2.0\n'],
    ['an ICMP error', 'ICMP Host Unreachable from 10.0.0.254 for ICMP Echo sent to 10.0.0.1\n'],
    ['a refusal', "fping: can't create socket (must run as root?)\n"],
  ])('is no answer when it is %s', (_, said) => {
    expect(readFpingAnswers(said, new Set(['10.0.0.1']), 2)).toEqual(new Map())
  })

  it('gives back what was measured, whatever noise stands between the lines', () => {
    const rtt = fc.option(
      fc.integer({ min: 0, max: 99_999 }).map((hundredths) => hundredths / 100),
      { nil: null },
    )
    const noise = fc.string().filter((text) => !text.includes(' : '))
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.ipV4()),
        fc.array(rtt, { minLength: 8, maxLength: 8 }),
        noise,
        (asked, rttsMs, junk) => {
          const values = rttsMs.map((rttMs) => rttMs ?? '-').join(' ')
          const said = asked.map((address) => `${junk}\n${address.padEnd(15)} : ${values}\n`).join('')
          expect(readFpingAnswers(said, new Set(asked), 8)).toEqual(
            new Map(asked.map((address) => [address, rttsMs])),
          )
        },
      ),
    )
  })
})

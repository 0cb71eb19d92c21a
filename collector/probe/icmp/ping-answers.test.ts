import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPingAnswers } from './ping-answers.ts'

/** Recorded from the real programs, against a peer that drops, repeats and holds back what it is told to. */
const recorded = (name: string) => readFileSync(join(import.meta.dirname, 'recorded', `${name}.txt`), 'utf8')
const lost = [null, null, null, null, null]

describe('what a ping program says', () => {
  it.each([
    ['iputils-clean', [5.82, 5.7, 5.51, 5.66, 5.52]],
    ['iputils-partial', [3.32, null, 3.47, 3.76, null]],
    ['iputils-duplicates', [3.65, 3.78, 3.46, 3.48, 3.57]],
    ['iputils-out-of-order', [3.28, 601, 3.47, 3.47, 3.46]],
    ['iputils-late', [3.3, null, 3.63, 3.6, 3.68]],
    ['iputils-lost', lost],
    ['iputils-unreachable', lost],
    ['iputils6-partial', [3.49, null, 3.57, 3.43, null]],
    ['iputils6-duplicates', [3.57, 3.25, 3.37, 3.41, 3.57]],
    ['inetutils-clean', [5.467, 5.75, 5.63, 5.666, 5.729]],
    ['inetutils-partial', [3.567, null, 3.724, 3.781, null]],
    ['inetutils-out-of-order', [3.719, 600.822, 3.766, 3.71, 3.637]],
    ['inetutils-late', [3.586, 1500.919, 3.72, 3.876, 3.55]],
    ['inetutils-lost', lost],
    ['inetutils-unreachable', lost],
    ['inetutils6-partial', [3.599, null, 3.782, 3.838, null]],
    ['busybox-clean', [5.354, 5.649, 5.634, 5.605, 5.816]],
    ['busybox-partial', [3.687, null, 3.888, 3.885, null]],
    ['busybox-duplicates', [4.448, 3.623, 3.673, 3.857, 3.657]],
    ['busybox-out-of-order', [3.385, 600.732, 3.716, 3.8, 3.778]],
    ['busybox-late', [4.297, 1500.77, 3.839, 3.785, 3.681]],
    ['busybox-lost', lost],
    ['busybox-unreachable', lost],
  ])('is read in the order sent: %s', (name, rttsMs) => {
    expect(readPingAnswers(recorded(name), 5)).toEqual(rttsMs)
  })

  it.each(['inetutils-duplicates', 'inetutils6-duplicates'])(
    'is as long as what was sent, where duplicates ended it early: %s',
    (name) => {
      expect(readPingAnswers(recorded(name), 5)).toHaveLength(4)
    },
  )

  it.each([
    'iputils-noroute',
    'iputils6-noroute',
    'inetutils-noroute',
    'inetutils6-noroute',
    'busybox-noroute',
  ])('is loss where the machine has no way to the address: %s', (name) => {
    expect(readPingAnswers(recorded(name), 5)).toEqual(lost)
  })

  it('is loss even when routers on the way say so by ICMP errors of their own', () => {
    const said = [
      'PING 10.0.0.9 (10.0.0.9) 56(84) bytes of data.',
      'From 10.0.0.1 icmp_seq=1 Destination Host Unreachable',
      '64 bytes from 10.0.0.9: icmp_seq=2 ttl=64 time=1.25 ms',
      '',
      '--- 10.0.0.9 ping statistics ---',
      '2 packets transmitted, 1 received, +1 errors, 50% packet loss, time 1001ms',
    ].join('\n')
    expect(readPingAnswers(said, 2)).toEqual([null, 1.25])
  })

  it.each([
    ['nothing', ''],
    ['a refusal', 'ping: socktype: SOCK_RAW\nping: socket: Operation not permitted'],
    ['an option it does not know', "ping6: invalid value (`0.25' near `.25')"],
    ['an output cut off before its summary', recorded('iputils-clean').split('---')[0] ?? ''],
    [
      'an output that was stopped before all were sent',
      recorded('iputils-partial').replace('5 packets', '4 packets'),
    ],
    ['noise', '\0\xff garbage % packet loss'],
  ])('is no answer at all when it is %s', (_, said) => {
    expect(readPingAnswers(said, 5)).toBeNull()
  })
})

import { existsSync } from 'node:fs'
import type { ClockFacts } from '../checks/clock.ts'
import { said } from './said.ts'

export function clockFacts(): ClockFacts {
  return { now: Date.now(), isSynchronised: isSynchronised(), resolutionMs: resolutionMs() }
}

function isSynchronised(): boolean | null {
  if (existsSync('/run/systemd/timesync/synchronized')) return true
  const timedatectl = said('timedatectl', ['show', '--property=NTPSynchronized', '--value'])
  if (timedatectl === 'yes') return true
  const chrony = said('chronyc', ['-n', 'tracking'])
  if (chrony !== null) return /^Leap status\s*:\s*Normal/m.test(chrony)
  const ntpd = said('ntpq', ['-c', 'rv 0 leap'])
  if (ntpd !== null) return !ntpd.includes('leap=11') && !ntpd.includes('leap_alarm')
  return timedatectl === 'no' ? false : null
}

function resolutionMs(): number {
  let least = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < 200; turn++) {
    const from = performance.now()
    let to = from
    while (to === from) to = performance.now()
    least = Math.min(least, to - from)
  }
  return least
}

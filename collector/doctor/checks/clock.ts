import { act, type Finding, note, well } from '../finding.ts'

export interface ClockFacts {
  now: number
  /** Whether it is kept right over the network; null where nothing here says so. */
  isSynchronised: boolean | null
  /** The shortest time that the clock that never steps told apart. */
  resolutionMs: number
}

/** No release of this product is older. */
const leastNow = Date.UTC(2026, 0, 1)
const mostResolutionMs = 1

export function checkClock({ now, isSynchronised, resolutionMs }: ClockFacts): Finding[] {
  const iso = new Date(now).toISOString()
  return [
    checkSetting(iso, now < leastNow, isSynchronised),
    resolutionMs <= mostResolutionMs
      ? well('stopwatch', `tells ${resolutionMs.toFixed(3)} ms apart`)
      : act(
          'stopwatch',
          `tells only ${resolutionMs.toFixed(0)} ms apart, so that no delay below it is measured`,
          'run it on a machine whose clock source is finer: cat /sys/devices/system/clocksource/*/current_clocksource',
        ),
  ]
}

function checkSetting(iso: string, isWrong: boolean, isSynchronised: boolean | null): Finding {
  const cure = 'timedatectl set-ntp true'
  if (isWrong) return act('clock', `${iso}, which cannot be: all that is recorded would be dated wrong`, cure)
  if (isSynchronised === true) return well('clock', `${iso}, kept right over the network`)
  if (isSynchronised === false)
    return act(
      'clock',
      `${iso}, and nothing keeps it right: outages would be dated by a clock that drifts`,
      cure,
    )
  const found = `${iso}; whether it is kept right cannot be told here. In a container its host's counts`
  return note('clock', found, `on the host: ${cure}`)
}

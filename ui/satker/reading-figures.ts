/** The exact values of one reading, in words for the line above the charts and for whoever hears them. */
import type { LanguageChoice } from '../state/language.svelte.ts'
import type { Period } from '../state/readings.svelte.ts'
import { lossRatios } from './figures.ts'
import { measuredShares } from './measured.ts'

type Speaker = Pick<LanguageChoice, 't' | 'format'>

export interface Figure {
  label: string
  value: string
  /** What is less looked for: the busiest minute, the lowest and highest. */
  note: string
}

export interface ReadingFigures {
  time: string
  traffic: Figure[]
  delay: Figure[]
  loss: Figure[]
  measured: Figure[]
}

/** Null for a moment that no reading stands for. */
export function readingFigures(
  { readings, to }: Period,
  at: number,
  timezone: string,
  speaker: Speaker,
): ReadingFigures | null {
  const { format } = speaker
  const t: Speaker['t'] = (key, values) => speaker.t(key, values)
  const { resolution } = readings
  const i = Math.floor((at - (readings.at[0] ?? 0)) / resolution)
  const begin = readings.at[i]
  if (begin === undefined) return null
  const value = (column: readonly (number | null)[] | undefined) => column?.[i] ?? null
  const busiest = (column: readonly (number | null)[] | undefined) => {
    const most = value(column)
    return most === null ? '' : `${t('chart.busiest')} ${format.rate(most)}`
  }
  const [low, high] = [value(readings.rttMinMs), value(readings.rttMaxMs)]
  const share = measuredShares(readings, readings.asked, to)[i] ?? 0
  return {
    time:
      resolution === 60_000
        ? format.dateTime(begin, timezone)
        : format.period(begin, begin + resolution, timezone),
    traffic: [
      {
        label: t('chart.in'),
        value: format.rate(value(readings.inBitsPerSecond)),
        note: busiest(readings.inBitsPerSecondMax),
      },
      {
        label: t('chart.out'),
        value: format.rate(value(readings.outBitsPerSecond)),
        note: busiest(readings.outBitsPerSecondMax),
      },
    ],
    delay: [
      {
        label: t('chart.delay').toLowerCase(),
        value: format.delay(value(readings.rttMedianMs)),
        note: low === null || high === null ? '' : `${format.delay(low)} – ${format.delay(high)}`,
      },
    ],
    loss: [
      {
        label: t('chart.loss').toLowerCase(),
        value: format.percent(value(lossRatios(readings)), 1),
        note: '',
      },
    ],
    measured: share >= 1 ? [] : [{ label: t('chart.measured'), value: format.percent(share), note: '' }],
  }
}

/** `masuk 7,8 Mbps (menit tersibuk 9 Mbps), keluar …` */
export function sayFigures(figures: readonly Figure[]): string {
  return figures
    .map(({ label, value, note }) => `${label} ${value}${note === '' ? '' : ` (${note})`}`)
    .join(', ')
}

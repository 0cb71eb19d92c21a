/** What the stretch that the charts are compared with is called. */
import type { LanguageChoice } from '../state/language.svelte.ts'

const dayMs = 86_400_000

export function beforeName(backMs: number, speaker: Pick<LanguageChoice, 't' | 'format'>): string {
  const days = Math.round(backMs / dayMs)
  if (days === 1) return speaker.t('chart.yesterday')
  if (days === 7) return speaker.t('chart.weekBefore')
  return speaker.t('chart.daysBefore', { days: speaker.format.number(days) })
}

/** Whose satker may be seen, in words. */
import { provinceOf } from '../../collector/domain/province.ts'
import type { WireScope } from '../../collector/serve/wire-access.ts'
import type { LanguageChoice } from '../state/language.svelte.ts'

type Speaker = Pick<LanguageChoice, 't' | 'format'>

/** More satker than this are counted, not named. */
const named = 3

/** As the end of a sentence: provinces and types narrow each other, single satker come on top. More than `most` are counted. */
export function scopeText(
  scope: WireScope,
  speaker: Speaker,
  nameOf: (code: string) => string,
  most = named,
): string {
  if (scope === 'everything') return speaker.t('scope.everything')
  const limits = limitsText(scope, speaker)
  const satker =
    scope.satker.length > most
      ? speaker.t('scope.satkerCount', { count: speaker.format.number(scope.satker.length) })
      : listed(scope.satker.map(nameOf))
  if (limits === '') return satker === '' ? speaker.t('scope.nothing') : satker
  return satker === '' ? limits : speaker.t('scope.and', { limits, satker })
}

function limitsText({ provinces, types }: Exclude<WireScope, 'everything'>, speaker: Speaker): string {
  const names = listed(provinces.map((code) => provinceOf(code)?.name ?? code))
  const kinds = listed(types.map((type) => speaker.t(`type.${type}`)))
  const province = names === '' ? '' : speaker.t('scope.province', { names })
  if (kinds === '') return province
  return province === '' ? kinds : speaker.t('scope.typesIn', { types: kinds, province })
}

function listed(names: readonly string[]): string {
  return names.join(', ')
}

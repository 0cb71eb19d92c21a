/** Every word of the page in both languages, by key. */
import { wordsEn } from './words-en.ts'
import { wordsId, type WordKey } from './words-id.ts'

export const languages = ['id', 'en'] as const
export type Language = (typeof languages)[number]
export type { WordKey }

export const words: Record<Language, Record<WordKey, string>> = { id: wordsId, en: wordsEn }

/** The words of a key, with what stands in `{braces}` filled in. */
export function phrase(
  language: Language,
  key: WordKey,
  values: Record<string, string | number> = {},
): string {
  return words[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

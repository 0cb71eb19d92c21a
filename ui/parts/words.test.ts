import { describe, expect, it } from 'vitest'
import { languages, phrase, words, type WordKey } from './words.ts'

const keys = Object.keys(words.id) as WordKey[]
const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

describe('the words', () => {
  it('are the same keys in every language', () => {
    for (const language of languages) expect(Object.keys(words[language]).sort()).toEqual([...keys].sort())
  })

  it.each(keys)('%s is said in every language, with the same blanks', (key) => {
    for (const language of languages) {
      expect(words[language][key].trim()).not.toBe('')
      expect(blanks(words[language][key])).toEqual(blanks(words.id[key]))
      expect(words[language][key], 'no exclamation marks').not.toContain('!')
    }
  })
})

describe('a phrase', () => {
  it('has its blanks filled in', () => {
    expect(phrase('id', 'list.behind', { count: 19 })).toBe('hub · 19 satker di belakangnya')
    expect(phrase('en', 'list.behind', { count: 19 })).toBe('hub · 19 satker behind it')
  })

  it('takes a value as it is, braces and dollars included', () => {
    expect(phrase('en', 'cause.behind', { name: '{name} $& $1' })).toBe('behind {name} $& $1')
  })

  it('shows a blank that nobody filled rather than nothing', () => {
    expect(phrase('en', 'cause.behind')).toBe('behind {name}')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Keyed } from '../state/keyed.ts'
import { linkOf, satkerOf } from './network.test-kit.ts'
import { Search, soughtTexts } from './search.ts'

const satker = [
  satkerOf('900001', { name: 'Kankemenag Kab. Kaur', province: '17' }),
  satkerOf('900002', { name: 'Kankemenag Kota Ambon', province: '81' }),
  satkerOf('900003', { name: 'KUA Kec. Kaur Utara', province: '17' }),
]
const links = [
  linkOf('kaur-utama', '900001', {
    circuit: 'SID-77-1',
    endpoint: '10.17.1.254',
    routerAddress: '10.17.1.1',
    provider: 'Penyedia B',
  }),
  linkOf('ambon', '900002', { circuit: null, provider: null, endpoint: '2001:db8::81' }),
]
const texts = soughtTexts({
  satker: Keyed.of(satker, ({ code }) => code),
  links: Keyed.of(links, ({ id }) => id),
})
const find = (search: Search<(typeof satker)[number]>, text: string, among = satker) =>
  search.search(among, () => texts, text).map(({ code }) => code)
const found = (text: string) => find(new Search(), text)

describe('searching', () => {
  it.each([
    ['a name', 'ambon', ['900002']],
    ['part of a name, whatever its capitals', 'KAUR', ['900001', '900003']],
    ['several words in any order', 'utara kua', ['900003']],
    ['a code', '900002', ['900002']],
    ['a circuit', 'sid-77', ['900001']],
    ['the address of a far end', '10.17.1.254', ['900001']],
    ['the address of a router', '10.17.1.1', ['900001']],
    ['an IPv6 address', '2001:DB8', ['900002']],
    ['a province by its name', 'bengkulu', ['900001', '900003']],
    ['a province and a name', 'bengkulu kab', ['900001']],
    ['a provider', 'penyedia b', ['900001']],
    ['a link', 'kaur-utama', ['900001']],
    ['blanks', '  ', ['900001', '900002', '900003']],
    ['what nobody is known by', 'tidak ada', []],
    ['words of a search pattern as they are', '10.*', []],
  ])('by %s finds it', (_what, text, codes) => expect(found(text)).toEqual(codes))

  it('finds the same whatever was typed and taken back before', () => {
    const letters = fc.constantFrom(...'kaur 1.s')
    fc.assert(
      fc.property(fc.array(fc.oneof(letters, fc.constant(null)), { maxLength: 30 }), (keys) => {
        const typed = new Search<(typeof satker)[number]>()
        let text = ''
        for (const key of keys) {
          text = key === null ? text.slice(0, -1) : text + key
          expect(find(typed, text)).toEqual(found(text))
        }
      }),
    )
  })

  it('finds nobody who is not there any more', () => {
    const typed = new Search<(typeof satker)[number]>()
    expect(find(typed, 'kau')).toEqual(['900001', '900003'])
    expect(find(typed, 'kaur', satker.slice(1))).toEqual(['900003'])
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { Address } from './address.svelte.ts'

const click = (given: MouseEventInit = {}) => new MouseEvent('click', { cancelable: true, ...given })

describe('the address', () => {
  beforeEach(() => history.replaceState(null, '', '/?satker=900001'))

  it('says what is chosen when the page is opened, which is nobody moving', () => {
    const address = new Address()
    expect([address.place.satker, address.left, address.hasMoved]).toEqual(['900001', null, false])
  })

  it('goes to another place, and remembers the satker before it', () => {
    const address = new Address()
    const before = history.length
    address.go({ satker: '900002' })
    expect([address.place.satker, address.left, address.hasMoved]).toEqual(['900002', '900001', true])
    expect(location.search).toBe('?satker=900002')
    address.go({ satker: null })
    expect([address.place.satker, address.left]).toEqual([null, '900002'])
    expect([location.search, history.length]).toEqual(['', before + 2])
  })

  it('goes nowhere to where it is', () => {
    const address = new Address()
    const before = history.length
    address.go({ satker: '900001' })
    expect([history.length, address.hasMoved]).toEqual([before, false])
  })

  it('leaves the link and the free range of a satker with it', () => {
    history.replaceState(null, '', '/?satker=900001&link=main&from=60000&to=9960000&compare=1')
    const address = new Address()
    expect(address.href({ satker: '900001' })).toContain('link=main&from=60000&to=9960000')
    address.go({ satker: '900002' })
    expect(location.search).toBe('?satker=900002&compare=1')
  })

  it('keeps a range that has a name, and a link that is chosen with its satker', () => {
    history.replaceState(null, '', '/?satker=900001&link=main&range=7d')
    const address = new Address()
    expect(address.href({ satker: '900002' })).toBe('/?satker=900002&range=7d')
    expect(address.href({ satker: '900002', link: 'other' })).toBe('/?satker=900002&link=other&range=7d')
  })

  it('amends the place without a stop for the back button', () => {
    const address = new Address()
    const before = history.length
    address.amend({ text: 'kaur' })
    expect([address.place.text, location.search, history.length]).toEqual([
      'kaur',
      '?satker=900001&q=kaur',
      before,
    ])
  })

  it('follows a plain click, and leaves one for another tab to the browser', () => {
    const address = new Address()
    const [plain, another] = [click(), click({ ctrlKey: true })]
    address.follow(another, { page: 'satker' })
    expect([another.defaultPrevented, location.pathname]).toEqual([false, '/'])
    address.follow(plain, { page: 'satker' })
    expect([plain.defaultPrevented, location.pathname]).toEqual([true, '/satker/900001'])
  })

  it('puts an address right that leads nowhere', () => {
    history.replaceState(null, '', '/nonsense/x?province=51')
    expect(new Address().place).toMatchObject({ page: 'overview', province: '51' })
    expect(location.pathname + location.search).toBe('/?province=51')
  })

  it('goes back from the page of a satker to the filters it was opened from', () => {
    history.replaceState(null, '', '/?satker=900001&province=51&q=kab&at=1795330000000')
    const address = new Address()
    address.go({ page: 'satker' })
    address.go({ range: '7d' })
    address.go({ page: 'overview' })
    expect(address.place).toMatchObject({
      satker: '900001',
      province: '51',
      text: 'kab',
      at: 1_795_330_000_000,
    })
  })

  it('goes back from the account to the filters it was opened from', () => {
    history.replaceState(null, '', '/?satker=900001&province=51')
    const address = new Address()
    address.go({ page: 'account' })
    expect(location.pathname + location.search).toBe('/akun')
    expect(address.href({ page: 'overview' })).toBe('/?satker=900001&province=51')
  })

  it('forgets where it was opened from, for whoever comes next', () => {
    history.replaceState(null, '', '/?satker=900001&province=51')
    const address = new Address()
    address.go({ page: 'account' })
    address.forget()
    expect(address.href({ page: 'overview' })).toBe('/')
    expect([address.left, address.hasMoved]).toEqual([null, false])
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { Selection } from './selection.svelte.ts'

describe('the chosen satker', () => {
  beforeEach(() => history.replaceState(null, '', '/?satker=900001'))

  it('is what the address says when the page is opened, which is nobody moving', () => {
    const selection = new Selection()
    expect([selection.current, selection.left, selection.hasMoved]).toEqual(['900001', null, false])
  })

  it('stands in the address, and the one before it is remembered', () => {
    const selection = new Selection()
    selection.choose('900002')
    expect([selection.current, selection.left, selection.hasMoved]).toEqual(['900002', '900001', true])
    expect(location.search).toBe('?satker=900002')
    selection.choose(null)
    expect([selection.current, selection.left]).toEqual([null, '900002'])
    expect(location.search).toBe('')
  })
})

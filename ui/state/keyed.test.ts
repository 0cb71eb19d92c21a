import { describe, expect, it } from 'vitest'
import { Keyed } from './keyed.ts'

interface One {
  id: string
  of?: number
}
const idOf = ({ id }: { id: string }) => id
const three = Keyed.of<One>([{ id: 'a' }, { id: 'b', of: 2 }, { id: 'c' }], idOf)

describe('a list that is asked by id', () => {
  it('has the later of two with one id, at the place of the first', () => {
    const list = Keyed.of<One>([{ id: 'a' }, { id: 'b' }, { id: 'a', of: 7 }], idOf)
    expect(list.values()).toEqual([{ id: 'a', of: 7 }, { id: 'b' }])
    expect([list.size, list.get('a')?.of, list.has('c'), list.get('c')]).toEqual([2, 7, false, undefined])
  })

  it('is another once it is changed, and the old one stays as it was', () => {
    const after = three.changed([{ id: 'b', of: 3 }], idOf)!
    expect([after.get('b'), three.get('b')]).toEqual([
      { id: 'b', of: 3 },
      { id: 'b', of: 2 },
    ])
    expect(after.get('a')).toBe(three.get('a'))
    expect(three.changed([], idOf)).toBe(three)
  })

  it('is nothing where what changed is not in it', () => {
    expect(three.changed([{ id: 'a', of: 1 }, { id: 'd' }], idOf)).toBeNull()
    expect(three.get('a')).toEqual({ id: 'a' })
  })

  it('tells which are not what they were, of what stems from one list', () => {
    const after = three.changed([{ id: 'c', of: 1 }], idOf)!
    expect(after.changedSince(three)).toEqual([2])
    expect(after.mapped((one) => ({ ...one, of: 0 })).changedSince(after)).toEqual([0, 1, 2])
    expect(Keyed.of([...three.values()], idOf).changedSince(three)).toBeNull()
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { Address } from '../state/address.svelte.ts'
import { Clock } from '../state/clock.svelte.ts'
import { NetworkState } from '../state/network.svelte.ts'
import { Past } from '../state/past.svelte.ts'
import { Shown } from '../state/shown.svelte.ts'
import { SatkerList } from './list.svelte.ts'
import { linkOf, noon, satkerOf } from './network.test-kit.ts'

describe('the list', () => {
  let address: Address
  let list: SatkerList

  beforeEach(() => {
    history.replaceState(null, '', '/')
    const network = new NetworkState()
    network.receive({
      type: 'snapshot',
      seq: 1,
      at: noon,
      organisation: '',
      timezone: 'Asia/Jakarta',
      synthetic: true,
      maintenance: [],
      outlines: null,
      rhythm: { sweepMs: 10_000, visitMs: 60_000 },
      satker: [
        satkerOf('900001', { name: 'Kanwil', status: 'down' }),
        satkerOf('900002', { name: 'Behind A', status: 'unreachable' }),
        satkerOf('900003', { name: 'Behind B', status: 'unreachable' }),
        satkerOf('900004', { name: 'Well' }),
      ],
      links: [
        linkOf('hub', '900001', { status: 'down' }),
        linkOf('a', '900002', { status: 'unreachable', dependsOn: ['hub'], circuit: 'SID-2' }),
        linkOf('b', '900003', { status: 'unreachable', dependsOn: ['hub'] }),
        linkOf('w', '900004'),
      ],
    })
    const changes = async () => ({ ok: false as const, code: 'network', message: '' })
    address = new Address()
    list = new SatkerList(
      new Shown(network, new Past({ changes }, () => noon), address, new Clock()),
      address,
    )
  })

  const keys = () => list.rows.between(0, list.rows.length).map(({ key }) => key)
  const active = () => list.rows.at(list.active)?.key

  it('goes by root cause until it is searched, filtered or ordered otherwise', () => {
    expect(keys()).toEqual(['900001', 'rest', '900004'])
    address.go({ sort: 'name' })
    expect(keys()).toEqual(['900002', '900003', '900001', '900004'])
    address.go({ sort: 'worst', status: 'unreachable' })
    expect(keys()).toEqual(['900002', '900003'])
    address.go({ status: null, text: 'sid-2' })
    expect(keys()).toEqual(['900002'])
  })

  it('unfolds what hangs on a root, goes in, and comes out again', () => {
    list.unfold()
    expect(keys()).toEqual(['900001', '900002', '900003', 'rest', '900004'])
    list.unfold()
    expect(active()).toBe('900002')
    list.fold()
    expect(active()).toBe('900001')
    list.fold()
    expect(keys()).toHaveLength(3)
  })

  it('steps over the line between its parts, and no farther than its ends', () => {
    list.move(1)
    expect(active()).toBe('900004')
    list.move(5)
    expect(active()).toBe('900004')
    list.move(-1)
    expect(active()).toBe('900001')
    list.move(-5)
    expect(active()).toBe('900001')
  })

  it('stays on its row when the rows before it change', () => {
    list.activate(2)
    list.toggle(list.rows.at(0)!)
    expect(active()).toBe('900004')
  })

  it('chooses the satker of the active row, or of the one that was pressed', () => {
    list.choose()
    expect(address.place.satker).toBe('900001')
    list.choose(list.rows.at(2))
    expect([address.place.satker, active()]).toEqual(['900004', '900004'])
  })

  it('chooses nothing on the line between its parts', () => {
    list.choose(list.rows.at(1))
    expect(address.place.satker).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { satkerOf } from './network.test-kit.ts'
import { Rows, rowsByCause } from './rows.ts'

const [root, behind, other] = [satkerOf('900001'), satkerOf('900002'), satkerOf('900003')]
const trouble = { satker: root, link: 'a', behind: [behind] }
const all = (rows: Rows) => rows.between(0, rows.length)
const kinds = (rows: Rows) => all(rows).map(({ kind, key }) => `${kind} ${key}`)

describe('the rows of the list', () => {
  it('begin with root causes; what hangs on one is folded below it, and told nowhere else', () => {
    expect(kinds(rowsByCause([trouble], [root, behind, other], new Set()))).toEqual([
      'root 900001',
      'rest rest',
      'satker 900003',
    ])
  })

  it('show what is folded once it is opened', () => {
    const rows = rowsByCause([trouble], [root, behind, other], new Set(['900001']))
    expect(kinds(rows)).toEqual(['root 900001', 'behind 900002', 'rest rest', 'satker 900003'])
  })

  it('know their place among those of their level', () => {
    const rows = rowsByCause([trouble], [root, behind, other], new Set(['900001']))
    const places = all(rows).flatMap((row) => (row.kind === 'rest' ? [] : [[row.key, row.position, row.of]]))
    expect(places).toEqual([
      ['900001', 1, 2],
      ['900002', 1, 1],
      ['900003', 2, 2],
    ])
  })

  it('have no line between where there is nothing on one side of it', () => {
    expect(kinds(rowsByCause([], [other], new Set()))).toEqual(['satker 900003'])
    expect(kinds(rowsByCause([trouble], [root, behind], new Set()))).toEqual(['root 900001'])
  })

  it('are found by their key, wherever they stand', () => {
    const rows = rowsByCause([trouble], [root, behind, other], new Set(['900001']))
    for (const [place, { key }] of all(rows).entries()) expect(rows.placeOf(key)).toBe(place)
    expect([rows.placeOf('900009'), rows.line, rows.at(rows.length)]).toEqual([-1, 2, undefined])
    expect(new Rows([], [other]).line).toBeNull()
  })

  it('count those below the line', () => {
    expect(all(rowsByCause([trouble], [root, other], new Set()))).toContainEqual({
      kind: 'rest',
      key: 'rest',
      count: 1,
    })
  })
})

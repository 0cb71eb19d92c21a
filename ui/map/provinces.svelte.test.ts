import { describe, expect, it } from 'vitest'
import type { ApiAnswer } from '../parts/request.ts'
import type { Outlines } from './outlines.ts'
import { Provinces } from './provinces.svelte.ts'

const outlines = (code: string): Outlines => ({
  features: [
    {
      properties: { code, name: 'Bali' },
      geometry: {
        coordinates: [
          [
            [
              [115, -9],
              [115, -8],
              [116, -8],
              [115, -9],
            ],
          ],
        ],
      },
    },
  ],
})

describe('the outlines of the provinces', () => {
  const answers: ApiAnswer<Outlines>[] = []
  const provincesWith = (...given: ApiAnswer<Outlines>[]) => {
    answers.splice(0, Infinity, ...given)
    return new Provinces({ outlines: async () => answers.shift()! })
  }
  const codes = ({ drawn }: Provinces) => drawn.map(({ code }) => code)

  it('are asked for once for as long as they are the same', async () => {
    const provinces = provincesWith({ ok: true, value: outlines('51') })
    await provinces.load('print')
    await provinces.load('print')
    expect(codes(provinces)).toEqual(['51'])
  })

  it('are not asked for where there are none, and go when they are taken away', async () => {
    const provinces = provincesWith({ ok: true, value: outlines('51') })
    await provinces.load(null)
    expect(answers).toHaveLength(1)
    await provinces.load('print')
    await provinces.load(null)
    expect(codes(provinces)).toEqual([])
  })

  it('are replaced by a new file', async () => {
    const provinces = provincesWith({ ok: true, value: outlines('51') }, { ok: true, value: outlines('52') })
    await provinces.load('old')
    await provinces.load('new')
    expect(codes(provinces)).toEqual(['52'])
  })

  it('are asked for again at the next snapshot when they did not come', async () => {
    const provinces = provincesWith(
      { ok: false, code: 'network', message: '' },
      { ok: true, value: outlines('51') },
    )
    await provinces.load('print')
    await provinces.load('print')
    expect(codes(provinces)).toEqual(['51'])
  })
})

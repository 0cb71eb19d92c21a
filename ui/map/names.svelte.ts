/** The names on the map: the chosen one, hubs and what is wrong; provinces where nobody drew their outlines. */
import { provinces } from '../../collector/domain/province.ts'
import type { Address } from '../state/address.svelte.ts'
import type { Shown } from '../state/shown.svelte.ts'
import type { Drawn } from './drawn.svelte.ts'
import { placeLabels, type Spot, type Wanted } from './labels.ts'
import { isCluster, isQuiet, reachOf, type Mark } from './marks.ts'
import { project } from './projection.ts'
import type { Provinces } from './provinces.svelte.ts'
import type { Point, View } from './view.svelte.ts'

/** From here on there is room for the names of hubs that hang on others, and of provinces. */
const roomyZoom = 2
/** More names than this are not read but only seen. */
const mostNames = 60

interface Name extends Wanted {
  /** In map units. */
  place: Point
  /** Code, of the name of a province. */
  province: string | null
  isWrong: boolean
}

export class Names {
  readonly #drawn: Drawn
  readonly #shown: Shown
  readonly #address: Address
  readonly #view: View
  readonly #provinces: Provinces

  constructor(drawn: Drawn, shown: Shown, address: Address, view: View, provinces: Provinces) {
    this.#drawn = drawn
    this.#shown = shown
    this.#address = address
    this.#view = view
    this.#provinces = provinces
  }

  readonly #chosen = $derived.by(() => this.#address.place.satker)
  readonly #province = $derived.by(() => this.#address.place.province)

  readonly #isRoomy = $derived.by(() => this.#province !== null || this.#view.restZoom >= roomyZoom)

  readonly placed: readonly (Name & Spot)[] = $derived.by(() => {
    const { width, size } = this.#view
    const seen = this.#drawn.marks
      .filter((mark) => this.#view.isInRestWindow(mark.at))
      .map((mark) => ({ mark, at: this.#view.atRest(mark.at) }))
    const loud = seen.filter(({ mark }) => !isQuiet(mark) || mark.hub || isCluster(mark))
    const quiet = seen.filter(({ mark }) => isQuiet(mark) && !mark.hub && !isCluster(mark))
    const satker = this.#satker()
    const wanted = [...satker, ...this.#provinceNames(satker)].filter(({ place }) =>
      this.#view.isInRestWindow(place),
    )
    const marks = {
      loud: loud.map(({ mark, at }) => ({ ...at, reachPx: Math.max(9, reachOf(mark)) })),
      quiet: quiet.map(({ at }) => at),
    }
    return placeLabels(wanted.slice(0, mostNames), marks, { width, size })
  })

  /** Code of the province whose name is there, in pixels. */
  provinceAt(at: Point): string | null {
    const name = this.placed.find(
      ({ box, province }) =>
        province !== null && at.x > box.left && at.x < box.right && at.y > box.top && at.y < box.bottom,
    )
    return name?.province ?? null
  }

  #satker(): Name[] {
    const { everySatker, hubs, centres, troubles } = this.#shown
    const chosen = this.#chosen
    const wrong = new Set(troubles.map(({ satker }) => satker.code))
    const always = new Set([...(chosen === null ? [] : [chosen]), ...centres])
    const codes = new Set([...always, ...wrong, ...(this.#isRoomy ? hubs : [])])
    const marks = new Map(this.#drawn.marks.map((mark) => [mark.key, mark]))
    const named = new Set<string>()
    return [...codes].flatMap((code) => {
      const mark = this.#markOf(code, marks)
      const satker = everySatker.get(code)
      // A cluster is named by nothing but the chosen one or a centre in it.
      if (!mark || !satker || mark.isFaint || named.has(mark.key) || (isCluster(mark) && !always.has(code)))
        return []
      named.add(mark.key)
      return [
        {
          key: code,
          text: shortName(satker.name),
          at: this.#view.atRest(mark.at),
          reachPx: code === chosen ? reachOf(mark) + 4 : Math.max(9, reachOf(mark) + 2),
          place: mark.at,
          province: null,
          isWrong: wrong.has(code),
        },
      ]
    })
  }

  /** But for the one that the header names, and where its Kanwil is named the same. */
  #provinceNames(satker: readonly Name[]): Name[] {
    if (!this.#isRoomy || this.#provinces.drawn.length > 0) return []
    const said = new Set(satker.map(({ text }) => text))
    const unsaid = provinces.filter(({ code, name }) => code !== this.#province && !said.has(name))
    return unsaid.map(({ code, name, location }) => {
      const place = project(location)
      const at = this.#view.atRest(place)
      return { key: `province ${code}`, text: name, at, place, province: code, isWrong: false }
    })
  }

  #markOf(code: string, marks: ReadonlyMap<string, Mark>): Mark | undefined {
    const cluster = this.#drawn.clusterOf.get(code)
    return cluster && marks.get(cluster.key)
  }
}

/** What everybody on this map is need not be said beside every mark. */
function shortName(name: string): string {
  return name.replace(/^(Kankemenag|Kanwil Kemenag) (Prov\. )?/, '')
}

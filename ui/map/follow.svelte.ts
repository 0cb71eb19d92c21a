/** Keeps the map where the address says, whoever changed it: a link, the back button, or a filter. */
import { untrack } from 'svelte'
import { provinceOf } from '../../collector/domain/province.ts'
import type { Address } from '../state/address.svelte.ts'
import type { Place } from '../state/place.ts'
import type { Drawn } from './drawn.svelte.ts'
import { extentOf } from './fit.ts'
import { moveOf } from './follow.ts'
import { project } from './projection.ts'
import type { View } from './view.svelte.ts'

/** To be called while a component is made. */
export function followAddress(view: View, drawn: Drawn, address: Address): void {
  let before: Place | null = null
  $effect(() => {
    const after = address.place
    untrack(() => {
      const move = moveOf(before, after, view.window)
      before = after
      if (move === 'stay') return
      if (move !== 'fit') view.goTo(move.to)
      else if (after.province === null) view.reset()
      else fitProvince(after.province, view, drawn)
    })
  })
}

/** The satker that the filter lets through; where none has a location, at least the capital. */
function fitProvince(code: string, view: View, drawn: Drawn): void {
  const capital = provinceOf(code)?.location
  const places = drawn.places.map(({ at }) => at)
  const extent = extentOf(places.length > 0 || !capital ? places : [project(capital)])
  if (extent) view.fit(extent)
  else view.reset()
}

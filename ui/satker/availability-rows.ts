/** The availability of a satker as rows: what its links carried together, then each of them. */
import type { Availability } from '../../collector/domain/availability.ts'
import type { WireAvailability } from '../../collector/serve/wire-availability.ts'

export interface AvailabilityRow {
  /** Null: all links together. */
  link: string | null
  /** Told, but no longer among the links of the satker. */
  isRemoved: boolean
  /** Null until it is told. */
  told: Availability | null
}

/**
 * The rows are there before their numbers are, so that nothing moves when these come. Of a single link that is and
 * was the only one there is but one row.
 */
export function availabilityRows(
  links: readonly { id: string }[],
  answer: WireAvailability | null,
): AvailabilityRow[] {
  const told = new Map(answer?.links.map((one) => [one.id, one]))
  const own = links.map(({ id }) => ({ link: id, isRemoved: false, told: told.get(id) ?? null }))
  const removed = [...told].flatMap(([id, availability]) =>
    links.some((link) => link.id === id) ? [] : [{ link: id, isRemoved: true, told: availability }],
  )
  const each = [...own, ...removed]
  const together = { link: null, isRemoved: false, told: answer?.together ?? null }
  return each.length > 1 ? [together, ...each] : [together]
}

/** The availability of a satker as JSON Schema; that no field is missing or too many is held by the types. */
import type { Availability } from '../domain/availability.ts'
import { count, linkId, list, orNull, ratio, satkerCode, shape, time } from './schema.ts'
import type { WireAvailability } from './wire-availability.ts'

const available = {
  availableMs: count,
  unavailableMs: count,
  unwatchedMs: { ...count, description: 'Nobody watched, or not enough to tell.' },
  ratio: { ...orNull(ratio), description: 'Of what was watched; null where nothing was.' },
  coverageRatio: { ...ratio, description: 'How much of the period was watched.' },
} satisfies Record<keyof Availability, object>

export const availability = shape<WireAvailability>({
  code: satkerCode,
  from: time,
  to: time,
  together: shape<Availability>(available),
  links: list(shape<WireAvailability['links'][number]>({ id: linkId, ...available })),
})

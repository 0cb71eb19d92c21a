import type { Availability } from '../../collector/domain/availability.ts'

/** What is read of `GET /api/satker/{code}/availability`. */
export interface SatkerAvailability {
  /** Of what its links carried together. */
  together: Availability
  /** Of each link alone, removed ones included. */
  links: ({ id: string } & Availability)[]
}

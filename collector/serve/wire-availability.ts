import type { Availability } from '../domain/availability.ts'

/** `GET /api/satker/{code}/availability`: raw, around the clock. */
export interface WireAvailability {
  code: string
  /** Epoch milliseconds, half-open. */
  from: number
  to: number
  /** Of what its links carried together: there while any of them was. */
  together: Availability
  /** Of each link alone, removed ones included. */
  links: ({ id: string } & Availability)[]
}

/** When a satker is at work, in its own zone. */
export interface Calendar {
  /** Service hours by name; `default` is everybody's. */
  hours: Record<string, WeekHours>
  holidays: Holiday[]
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** Minutes after local midnight, half-open; a day without hours is not a working day. */
export type WeekHours = Partial<Record<Weekday, { fromMinute: number; toMinute: number }>>

export interface Holiday {
  /** `YYYY-MM-DD`. */
  date: string
  name: string | null
  /** Kemendagri codes; null: everywhere. */
  provinces: string[] | null
}

/** A planned period, laid over the history and never written into it. */
export interface Maintenance {
  links: string[]
  satker: string[]
  province: string | null
  provider: string | null
  /** Epoch milliseconds, half-open. */
  from: number
  to: number
  reason: string
  /** `YYYY-MM-DD`, when the provider told of it. */
  announced: string | null
}

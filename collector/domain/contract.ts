/** Who delivers links, and what was promised. */
export interface Provider {
  id: string
  name: string
  phone: string | null
}

export interface Contract {
  id: string
  provider: string
  number: string
  /** Dates `YYYY-MM-DD`, both included, in the zone of the centre. */
  from: string
  to: string
  /** Promised availability of a calendar month, 0..1. */
  availabilityRatio: number
  restitution: Restitution | null
}

/** How a month below the promised level is paid back. */
export interface Restitution {
  model: 'prorata_sla' | 'selisih_sla' | 'berjenjang' | 'prorata_menit' | 'blok_hari' | 'ambang'
  ignoreShorterThanMs: number
}

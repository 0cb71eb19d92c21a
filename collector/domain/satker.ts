/** A satker (satuan kerja): an office of the ministry, known by its six-digit code. */
export interface Satker {
  code: string
  name: string
  type: SatkerType
  /** Kemendagri code of its province, two digits. */
  province: string
  /** Latitude and longitude in degrees; null: not on the map. */
  location: [number, number] | null
  /** IANA name of its own zone. */
  timezone: string
  pic: Person | null
  connection: Connection
  /** Addresses of its web portals. */
  portals: string[]
}

export const satkerTypes = [
  'pusat',
  'kanwil',
  'kankemenag',
  'kua',
  'madrasah',
  'ptkn',
  'balai',
  'upt',
] as const
export type SatkerType = (typeof satkerTypes)[number]

/** Whether it is joined to the network: `connected` by default when it has links. */
export type Connection = 'connected' | 'planned' | 'none'

/** The PIC jaringan: whom to call. */
export interface Person {
  name: string
  email: string | null
  phone: string | null
}

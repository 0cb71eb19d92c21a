/** The offices of a synthetic fleet, each as the inventory would have it. */
import type { Medium } from '../domain/link.ts'
import type { Province } from '../domain/province.ts'
import type { SatkerType } from '../domain/satker.ts'
import { hashText, rollBetween } from './dice.ts'
import type { Kabupaten } from './kabupaten.ts'
import { kanwilOf } from './kanwil.ts'
import { kuaName, madrasahName } from './office-name.ts'
import type { SmallOffice } from './small-office.ts'
import type { LineDesk, SyntheticLine } from './synthetic-line.ts'

export interface SyntheticSatker {
  /** Six digits that begin with 9, as no real one does. */
  code: string
  name: string
  type: SatkerType
  /** Kemendagri code. */
  province: string
  location: [number, number]
  /** Of its router, in 127.0.0.0/8; its last two numbers are the codes of province and kabupaten. */
  address: string
  lines: SyntheticLine[]
  /** Code of the Kanwil whose lines it hangs on; `hubs`: on theirs, as the Kanwil do; null: on nothing. */
  behind: string | null
}

/** Everything hangs on them. */
export const hubs = 'hubs'

export function centres(desk: LineDesk): SyntheticSatker[] {
  return [
    {
      code: '900001',
      name: 'Pusat Data Jakarta',
      type: 'pusat',
      province: '31',
      location: [-6.181, 106.835],
      address: '127.20.0.1',
      lines: desk.dataCentre('900001'),
      behind: null,
    },
    {
      code: '900002',
      name: 'Pusat Pemulihan Bencana Batam',
      type: 'pusat',
      province: '21',
      location: [0.963, 104.064],
      address: '127.20.0.2',
      lines: desk.recoveryCentre('900002'),
      behind: null,
    },
  ]
}

export function kanwil({ code: province, name, location }: Province, desk: LineDesk): SyntheticSatker {
  const code = kanwilCode(province)
  const isLarge = province.startsWith('3') || province === '12' || province === '73'
  return {
    code,
    name: `Kanwil Kemenag Prov. ${name}`,
    type: 'kanwil',
    province,
    location,
    address: `127.20.${province}.1`,
    lines: desk.kanwil(code, isLarge),
    behind: hubs,
  }
}

export function kankemenag(kabupaten: Kabupaten, medium: Medium, desk: LineDesk): SyntheticSatker {
  const code = kankemenagCode(kabupaten)
  const isNear = kabupaten.province.startsWith('3') || kabupaten.name.startsWith('Kota')
  return {
    code,
    name: `Kankemenag ${kabupaten.name}`,
    type: 'kankemenag',
    province: kabupaten.province,
    location: kabupaten.location,
    address: addressIn(21, kabupaten),
    lines: desk.kankemenag(code, medium, isNear),
    behind: kanwilCode(kanwilOf(kabupaten.province)),
  }
}

export function kankemenagCode(kabupaten: Kabupaten): string {
  return `92${kabupaten.code}`
}

/** Its line is one of the open market, not of the Kanwil's: it ends in a hub. */
export function smallOffice(office: SmallOffice, desk: LineDesk, seed: number): SyntheticSatker {
  const { code, type, kabupaten, number, round } = office
  const isKua = type === 'kua'
  return {
    code,
    name: isKua ? kuaName(kabupaten, number, seed) : madrasahName(kabupaten.name, number),
    type,
    province: kabupaten.province,
    location: near(kabupaten.location, code, seed),
    address: addressIn(22 + round, kabupaten),
    lines: isKua ? desk.kua(code, isRemote(kabupaten)) : desk.madrasah(code, isRemote(kabupaten)),
    behind: hubs,
  }
}

function kanwilCode(province: string): string {
  return `9100${province}`
}

function addressIn(block: number, { code }: Kabupaten): string {
  return `127.${block}.${Number(code.slice(0, 2))}.${Number(code.slice(2))}`
}

/** From there on a small office may well have no cable. */
function isRemote(kabupaten: Kabupaten): boolean {
  return kabupaten.remoteness > 150
}

/** Within some ten kilometres. */
function near([latitude, longitude]: [number, number], code: string, seed: number): [number, number] {
  const off = (way: string) => rollBetween(-0.09, 0.09, seed, hashText(`${way} of ${code}`))
  return [round(latitude + off('north')), round(longitude + off('east'))]
}

function round(degrees: number): number {
  return Number(degrees.toFixed(3))
}

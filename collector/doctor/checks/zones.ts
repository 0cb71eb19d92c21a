import { act, type Finding, well } from '../finding.ts'

/** Hours east of Greenwich in each month of a year; null: the zone is not known. */
export type ZoneFacts = Record<string, number[] | null>

/** The three zones of Indonesia have never had summer time since 1964. */
export const zonesOfIndonesia: Readonly<Record<string, number>> = {
  'Asia/Jakarta': 7,
  'Asia/Makassar': 8,
  'Asia/Jayapura': 9,
}

export function checkZones(facts: ZoneFacts): Finding {
  const unknown = Object.keys(facts).filter((zone) => facts[zone] === null)
  const wrong = Object.entries(zonesOfIndonesia).filter(([zone, hours]) =>
    facts[zone]?.some((found) => found !== hours),
  )
  const what = 'time zones'
  const cure =
    'npm ci && npm start: the Node.js that npm ci brings has all zones, one built with --with-intl=none has not'
  if (unknown.length > 0) return act(what, `not known here: ${unknown.join(', ')}`, cure)
  if (wrong.length > 0) {
    const told = wrong.map(([zone, hours]) => `${zone} is not UTC+${hours} all year`)
    return act(what, told.join(', '), cure)
  }
  return well(what, `${Object.keys(facts).join(', ')} are known; those of Indonesia are the same all year`)
}

import { type ZoneFacts, zonesOfIndonesia } from '../checks/zones.ts'

export function zoneFacts(zones: readonly string[], year: number): ZoneFacts {
  const wanted = [...new Set([...Object.keys(zonesOfIndonesia), ...zones])]
  return Object.fromEntries(wanted.map((zone) => [zone, hoursByMonth(zone, year)]))
}

function hoursByMonth(zone: string, year: number): number[] | null {
  try {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' })
    return Array.from({ length: 12 }, (_, month) => {
      const parts = format.formatToParts(Date.UTC(year, month, 15))
      const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
      const [, sign, hours, minutes] = /^GMT(?:([+-])(\d+):(\d+))?$/.exec(offset) ?? []
      return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) + Number(minutes ?? 0) / 60)
    })
  } catch {
    return null
  }
}

/** Reads what may stand in the main file and in included ones: satker, providers, contracts and maintenance. */
import { satkerTypes } from '../domain/satker.ts'
import type {
  ContractDraft,
  InventoryDraft,
  MaintenanceDraft,
  ProviderDraft,
  RouterDraft,
  SatkerDraft,
} from './draft.ts'
import { type Fields, mapOf, placed, type Reader } from './map.ts'
import { codeName, idName, requiredName } from './name.ts'
import { readJudging, readLink } from './read-link.ts'
import { readRouterSnmp } from './read-snmp.ts'
import * as is from './scalars.ts'

/** Clock times without an offset are in the zone given. */
export function readInventory(fields: Fields, timezone: string): InventoryDraft {
  return {
    satker: fields.list('satker', readSatker(timezone)),
    providers: fields.list('providers', readProvider),
    contracts: fields.list('contracts', readContract),
    maintenance: fields.list('maintenance', readMaintenance(timezone)),
  }
}

const province = is.digits(2, '31')

function readSatker(timezone: string): Reader<SatkerDraft> {
  return mapOf((fields) => {
    const code = requiredName(fields, 'code', codeName, '"900001"')
    const satker = {
      name: fields.required('name', is.text, '', 'Kankemenag Kab. Contoh'),
      type: fields.required('type', is.oneOf(...satkerTypes), 'kua', satkerTypes.join(' | ')),
      province: fields.required('province', province, '', '"31"'),
      location: fields.optional('location', readLocation),
      timezone: fields.withDefault('timezone', is.zone, timezone),
      pic: fields.optional('pic', mapOf(readPerson)),
      portals: fields.list('portals', is.url),
    }
    const routers = fields.list('routers', readRouter)
    const links = fields.list('links', readLink)
    const unsaid = links.length > 0 ? 'connected' : 'none'
    const connection = fields.withDefault('connection', is.oneOf('connected', 'planned', 'none'), unsaid)
    return { code, satker: { ...satker, connection }, ...readJudging(fields), routers, links }
  })
}

/** Latitude and longitude, in this order. */
const readLocation: Reader<[number, number]> = (entry) => {
  const [latitude, longitude, ...more] = entry.items()
  if (!latitude || !longitude || more.length > 0) {
    return entry.complain('must be two numbers, [latitude, longitude], such as [-6.1754, 106.8272]')
  }
  const north = is.numberBetween(-90, 90, 'latitude (it comes first)')(latitude)
  const east = is.numberBetween(-180, 180, 'longitude')(longitude)
  return north === undefined || east === undefined ? undefined : [north, east]
}

function readPerson(fields: Fields): { name: string; email: string | null; phone: string | null } {
  return {
    name: fields.required('name', is.text, '', 'PIC Contoh'),
    email: fields.optional('email', is.email),
    phone: fields.optional('phone', is.text),
  }
}

const readRouter: Reader<RouterDraft> = mapOf((fields) => ({
  entry: fields.entry,
  id: requiredName(fields, 'id', idName, 'contoh-ce1'),
  address: fields.required('address', placed(is.address), { value: '', entry: fields.entry }, '10.51.2.1'),
  trapsFrom: fields.list('traps_from', is.address),
  snmp: fields.optional('snmp', readRouterSnmp),
}))

const readProvider: Reader<ProviderDraft> = mapOf((fields) => ({
  id: requiredName(fields, 'id', idName, 'penyedia-a'),
  provider: {
    name: fields.required('name', is.text, '', 'Penyedia A'),
    phone: fields.optional('phone', is.text),
  },
}))

const models = ['prorata_sla', 'selisih_sla', 'berjenjang', 'prorata_menit', 'blok_hari', 'ambang'] as const

const readContract: Reader<ContractDraft> = mapOf((fields) => {
  const restitution = mapOf((within: Fields) => ({
    model: within.required('model', is.oneOf(...models), models[0], models.join(' | ')),
    ignoreShorterThanMs: within.withDefault('ignore_shorter_than', is.duration(0, 86_400_000), 0),
  }))
  return {
    id: requiredName(fields, 'id', idName, 'kontrak-a-2026'),
    provider: requiredName(fields, 'provider', idName, 'penyedia-a'),
    contract: {
      number: fields.required('number', is.text, '', 'KTR-001/2026'),
      ...readPeriod(fields, is.date, '', { from: '2026-01-01', to: '2026-12-31' }, true),
      availabilityRatio: fields.required('availability', is.percent, 1, '99.5%'),
      restitution: fields.optional('restitution', restitution),
    },
  }
})

function readMaintenance(timezone: string): Reader<MaintenanceDraft> {
  return mapOf((fields) => {
    const links = fields.list('links', idName)
    const satker = fields.list('satker', codeName)
    const inProvince = fields.optional('province', province)
    const provider = fields.optional('provider', idName)
    const isAimed = ['links', 'satker', 'province', 'provider'].some((key) => fields.at(key))
    if (fields.entry.isMap && !isAimed) {
      fields.entry.complain('says not what is maintained; write links, satker, province or provider')
    }
    const example = { from: '2026-11-28 22:00', to: '2026-11-29 02:00' }
    const period = readPeriod(fields, is.dateTime(timezone), 0, example, false)
    const reason = fields.required('reason', is.text, '', 'Pemeliharaan terjadwal penyedia')
    const announced = fields.optional('announced', is.date)
    return { links, satker, provider, maintenance: { province: inProvince, ...period, reason, announced } }
  })
}

/** Of dates both are included, so that they may be the same; of moments `to` is not. */
function readPeriod<T extends string | number>(
  fields: Fields,
  read: Reader<T>,
  standIn: T,
  example: { from: string; to: string },
  sameIsOne: boolean,
): { from: T; to: T } {
  const from = fields.required<T | null>('from', read, null, example.from)
  const to = fields.required<T | null>('to', read, null, example.to)
  if (from !== null && to !== null && (from > to || (from === to && !sameIsOne))) {
    const [begins, ends] = [fields.at('from'), fields.at('to')]
    ends?.complain(`${ends.written} is not after from (${begins?.written}); let the period end later`)
  }
  return { from: from ?? standIn, to: to ?? standIn }
}

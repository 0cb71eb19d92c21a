import type { UpTimeReading } from '../../domain/uptime.ts'
import { instance, isShared, type Column } from './mib.ts'
import { SeldomMap, SeldomSet } from './seldom.ts'
import type { Session } from './session.ts'
import type { Adoption } from './adoption.ts'

/** The columns by which an interface may be named, in the order in which they are tried. */
export const nameColumns = ['ifName', 'ifDescr', 'ifAlias'] as const satisfies readonly Column[]

export interface KnownInterface {
  index: number
  /** Where its name stands; read again with every visit, since indexes move. */
  nameColumn: (typeof nameColumns)[number]
  /** Names of its columns that other routers do not have alike, made once: every visit asks for the same. */
  instances?: Partial<Record<Column, string>>
}

/** The name of one of its columns, with its index. */
export function instanceOf(known: KnownInterface, column: Column): string {
  if (isShared(known.index)) return instance(column, known.index)
  const own = (known.instances ??= {})
  return (own[column] ??= instance(column, known.index))
}

/** What is remembered of a router from one visit to the next; nothing of it outlives the process. */
export interface RouterMemory {
  router: string
  session: Session
  isV1: boolean
  upTime: UpTimeReading | null
  isIdentified: boolean
  /** Who made it: the number under 1.3.6.1.4.1 in its sysObjectID; null: it did not say. */
  enterprise: number | null
  /** By the name that a link gives. */
  interfaces: Map<string, KnownInterface>
  /** Names that no interface has, by a search that came to its end. */
  missing: SeldomSet<string>
  /** Names that were found at some time: such an interface may come back any minute. */
  found: string[]
  /** When a name that was not found is looked for again, by the monotonic clock. */
  searchAgainAtMs: SeldomMap<string, number>
  /** Names whose interface was down when it was last read. */
  fallen: SeldomSet<string>
  /** When another row of such a name is looked for again, by the monotonic clock; not there: now. */
  otherRowsAtMs: SeldomMap<string, number>
  /** ifNumber while a name that was found before is missing, or its interface is down. */
  interfaceCount: number | null
  /** Names that fail a whole SNMPv1 answer. */
  leftOut: SeldomSet<string>
  /** Indexes of interfaces without 64-bit counters. */
  narrow: SeldomSet<number>
  /** How much the router proved able to answer at once. */
  namesPerGet: number
  maxRepetitions: number
  /** When its tunnels, associations and sessions are looked for again, by the monotonic clock; null: now. */
  lookAgainAtMs: number | null
  /** Whether it had its vendor's table of IPsec tunnels when that was last looked for. */
  hasIpsec: boolean
  /** What was found on it and is certain to be of a link, by link id. */
  adopted: ReadonlyMap<string, Adoption>
}

/**
 * As many values as fit into one datagram that no tunnel cuts in pieces, also where SNMPv3 encrypts it: of about
 * 27 bytes each, 1,400 in all. A router with more than two links to read, or three that are no VPN, is asked in
 * several.
 */
const namesPerGet = 44
const maxRepetitions = 25

const nothingAdopted: RouterMemory['adopted'] = new Map()

export function createMemory(router: string, session: Session, isV1: boolean): RouterMemory {
  return {
    router,
    session,
    isV1,
    upTime: null,
    isIdentified: false,
    enterprise: null,
    interfaces: new Map(),
    missing: new SeldomSet(),
    found: [],
    searchAgainAtMs: new SeldomMap(),
    fallen: new SeldomSet(),
    otherRowsAtMs: new SeldomMap(),
    interfaceCount: null,
    leftOut: new SeldomSet(),
    narrow: new SeldomSet(),
    namesPerGet,
    maxRepetitions: isV1 ? 1 : maxRepetitions,
    lookAgainAtMs: null,
    hasIpsec: false,
    adopted: nothingAdopted,
  }
}

/** After a restart nothing about rows holds: ifIndex is constant only between two of them (RFC 2863 §3.1.5). */
export function forgetRows(memory: RouterMemory): void {
  memory.interfaces.clear()
  memory.missing.clear()
  memory.searchAgainAtMs.clear()
  memory.fallen.clear()
  memory.otherRowsAtMs.clear()
  memory.leftOut.clear()
  memory.narrow.clear()
  memory.lookAgainAtMs = null
}

/** Tables without an end, in a circle, out of order, or of somebody else. */
import { tags } from '../../probe/snmp/ber.ts'
import { columns, instance } from '../../probe/snmp/mib.ts'
import type { Act, Asker } from './act.ts'
import { answer, text, tlv, type Varbind } from './forge.ts'
import type { Request } from './hostile-agent.ts'

const name = (index: number): Varbind => [instance('ifName', index), text('wan0')]
const next = (oid: string): number => Number(oid.slice(columns.ifName.length + 1) || 0) + 1
const most = ({ type, maxRepetitions }: Request): number =>
  type === tags.getBulkRequest ? Math.max(1, maxRepetitions) : 1

/** What is said to GETNEXT and GETBULK; a GET is answered as it should be. */
const tables: [string, (request: Request) => Varbind[]][] = [
  [
    'that grows for ever',
    (request) =>
      Array.from({ length: most(request) }, (_none, at): Varbind => {
        const index = next(request.oids[0] ?? '') + at
        return [instance('ifName', Number.isSafeInteger(index) ? index : 1), text(`port ${index}`)]
      }),
  ],
  ['of the same row for ever', (request) => Array.from({ length: most(request) }, () => name(7))],
  ['that repeats what was asked', ({ oids }) => oids.map((oid): Varbind => [oid, text('wan0')])],
  ['of two rows in turn', ({ oids }) => [name(oids[0]?.endsWith('.8') ? 9 : 8)]],
  ['that goes backwards', () => [name(9), name(8), name(7)]],
  ['of nothing', () => []],
  [
    'that begins outside of itself',
    () => [[instance('ifAlias', 1), text('wan0')], name(9), [instance('ifName', 10), text('wan0')]],
  ],
  ['that begins before itself', () => [['1.3.6.1.2.1.1.5.0', text('wan0')], name(9)]],
  ['whose rows are of the neighbour', () => [[instance('ifDescr', 9), text('wan0')], name(9)]],
  ['whose row is another by the next question', () => [name(2)]],
  ['whose index is no index', () => [[`${columns.ifName}.1.2.3`, text('wan0')]]],
  ['whose index is none', () => [[columns.ifName, text('wan0')]]],
  ['of one row as large as a datagram', () => [[instance('ifName', 5), text('w'.repeat(60_000))]]],
  ['that ends at once', ({ oids }) => oids.map((oid): Varbind => [oid, tlv(tags.endOfMibView)])],
  ['that is missing', ({ oids }) => oids.map((oid): Varbind => [oid, tlv(tags.noSuchObject)])],
]

const communities: readonly Asker[] = ['v1', 'v2c']

export const falseTables: readonly Act[] = communities.flatMap((to) =>
  tables.map(([what, rows]): Act => ({
    what: `a table ${what}`,
    to,
    isAnswer: true,
    play: (request, right) => (request.type === tags.getRequest ? right : [answer(request, rows(request))]),
  })),
)

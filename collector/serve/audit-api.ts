/** The audit trail, for those who may read it: as entries, and as a table. */
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { auditCsv } from '../access/audit-csv.ts'
import type { AuditFilter } from '../access/audit-trail.ts'
import { deedOf } from './deed-of.ts'
import type { ServeDeps } from './deps.ts'
import { type Parameters, quote, readParameters, refuse, timeParameter } from './parameters.ts'
import { checkOrder } from './period.ts'
import type { WireAudit } from './wire-access.ts'

const filterNames = ['from', 'to', 'who', 'what', 'outcome']
const limitMost = 200
const limitDefault = 100
const longestName = 200

/** A million entries over a slow line; what stands still is let go by the server anyway. */
const downloadTimeoutMs = 900_000

export function addAuditApi(app: FastifyInstance, deps: Pick<ServeDeps, 'audit' | 'clock'>): void {
  app.get('/api/audit', async (request): Promise<WireAudit> => {
    const parameters = readParameters(request.raw.url ?? '', [...filterNames, 'before', 'limit'])
    const asked = {
      ...readFilter(parameters),
      before: countParameter(parameters, 'before', Number.MAX_SAFE_INTEGER),
      limit: countParameter(parameters, 'limit', limitMost) ?? limitDefault,
    }
    const { entries, more, head } = await deps.audit.read(asked, deedOf(request, deps.clock))
    return { entries, more, head: head?.hash ?? null }
  })

  app.get('/api/audit.csv', { handlerTimeout: downloadTimeoutMs }, async (request, reply) => {
    const filter = readFilter(readParameters(request.raw.url ?? '', filterNames))
    const pages = await deps.audit.export(filter, deedOf(request, deps.clock))
    const day = new Date(deps.clock.now()).toISOString().slice(0, 10)
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="audit-${day}.csv"`)
      .send(Readable.from(auditCsv(pages)))
  })
}

function readFilter(parameters: Parameters): AuditFilter {
  const from = timeParameter(parameters, 'from')
  const to = timeParameter(parameters, 'to')
  checkOrder(from, to)
  return {
    from,
    to,
    who: nameParameter(parameters, 'who', 'account:budi, or account: for all of them'),
    what: nameParameter(parameters, 'what', 'sign-in, or account. for all that begin so'),
    outcome: outcomeParameter(parameters),
  }
}

function nameParameter(parameters: Parameters, name: string, such: string): string | null {
  const text = parameters.get(name)
  if (text === undefined) return null
  if (text !== '' && text.length <= longestName) return text
  throw refuse(`${name} has 1 to ${longestName} characters, such as ${such}; ${quote(text)} is not one.`)
}

function outcomeParameter(parameters: Parameters): AuditFilter['outcome'] {
  const text = parameters.get('outcome')
  if (text === undefined || text === 'done' || text === 'refused') return text ?? null
  throw refuse(`outcome must be done or refused, not ${quote(text)}.`)
}

/** From 1 to `most`. */
function countParameter(parameters: Parameters, name: string, most: number): number | null {
  const text = parameters.get(name)
  if (text === undefined) return null
  const number = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : 0
  if (number >= 1 && number <= most) return number
  throw refuse(`${name} must be a whole number from 1 to ${most}, not ${quote(text)}.`)
}

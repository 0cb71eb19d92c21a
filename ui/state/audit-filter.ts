/** What is looked for in the audit trail, as it stands in the address of its page. */
export const outcomes = ['done', 'refused'] as const
export type Outcome = (typeof outcomes)[number]

export interface AuditFilter {
  /** Epoch milliseconds; null: since ever, until now. */
  since: number | null
  until: number | null
  /** Such as `account:budi`; empty: anybody. */
  who: string
  /** Such as `sign-in`, or `account.` for all that begins so; empty: anything. */
  what: string
  outcome: Outcome | null
}

export const auditHome: AuditFilter = { since: null, until: null, who: '', what: '', outcome: null }

const longest = 100

export function readAuditFilter(query: URLSearchParams): AuditFilter {
  const time = (name: string) => {
    const text = query.get(name) ?? ''
    return /^\d{1,15}$/.test(text) ? Number(text) : null
  }
  const text = (name: string) => (query.get(name) ?? '').slice(0, longest)
  return {
    since: time('since'),
    until: time('until'),
    who: text('who'),
    what: text('what'),
    outcome: outcomes.find((outcome) => outcome === query.get('outcome')) ?? null,
  }
}

export function writeAuditFilter(filter: AuditFilter): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) {
    if (value !== null && value !== '') query.set(name, String(value))
  }
  return query
}

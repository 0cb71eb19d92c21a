/** A real collector that is attacked, with keys to come in by, and a look into its database from beside it. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { hashOf } from '../access/secret-text.ts'
import type { TokenRole } from '../domain/role.ts'
import { everything, type Scope } from '../domain/scope.ts'
import { leaveSession, leaveToken } from './keys.ts'
import { startLocalCollector } from './local-collector.ts'
import { endProcess } from './processes.ts'
import { own, twoOffices } from './two-offices.ts'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

export interface Attacked {
  url: string
  data: string
  /** Of programs, for `Authorization: Bearer`; the PIC's is of one office. */
  tokens: Record<'administrator' | 'operator' | 'auditor' | 'pic' | 'monitor', string>
  /** For the cookie of people who have no password; one is over. */
  sessions: Record<'administrator' | 'auditor' | 'pic' | 'ended', string>
  /** What is sent, as it stands. */
  send(method: string, path: string, headers?: Record<string, string>, body?: string): Promise<Answer>
  /** Ends the collector as an operator does; its database stays until `stop`. */
  end(): Promise<void>
  stop(): Promise<void>
}

const ownOnly: Scope = { provinces: [], types: [], satker: [own.code] }
const scopeOf = (role: TokenRole): Scope => (role === 'pic' ? ownOnly : everything)

/** Nobody listens there: that a provider is silent must be met with words too. */
const signOn = {
  name: 'SSO',
  issuer: 'https://127.0.0.1:9',
  client: 'satker-connected',
  roles: [{ value: 'admin', role: 'viewer' }],
}

/** As it runs where it is installed: a package that asks for `__proto__` would fail. */
const flags = ['--disable-proto=delete']

export async function startAttacked(): Promise<Attacked> {
  const folder = mkdtempSync(join(tmpdir(), 'satker-attack-'))
  const [devices, data] = [join(folder, 'devices.yaml'), join(folder, 'data')]
  const network = JSON.parse(await twoOffices()) as { access: object }
  writeFileSync(devices, JSON.stringify({ ...network, access: { ...network.access, sign_on: signOn } }))
  const token = (role: TokenRole) => leaveToken(data, role, scopeOf(role))
  const tokens = {
    administrator: await token('administrator'),
    operator: await token('operator'),
    auditor: await token('auditor'),
    pic: await token('pic'),
    monitor: await token('monitor'),
  }
  const sessions = {
    administrator: await leaveSession(data, 'administrator', everything),
    auditor: await leaveSession(data, 'auditor', everything),
    pic: await leaveSession(data, 'pic', ownOnly),
    ended: await leaveSession(data, 'viewer', everything),
  }
  endSession(data, sessions.ended)
  const agent = new Agent({ keepAlive: true })
  const { url, child, kill } = await startLocalCollector(devices, data, tokens.administrator, flags)
  return {
    url,
    data,
    tokens,
    sessions,
    send: (method, path, headers = {}, body) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
        const options = { method, path, headers: { ...length, ...headers }, agent }
        const sent = request(new URL(url), options, (response) => {
          const chunks: Buffer[] = []
          response
            .on('data', (chunk: Buffer) => chunks.push(chunk))
            .on('end', () => {
              const text = Buffer.concat(chunks).toString()
              resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
            })
        })
        sent.on('error', reject).end(body)
      }),
    end: () => endProcess(child),
    stop: async () => {
      agent.destroy()
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function endSession(data: string, secret: string): void {
  const db = new DatabaseSync(join(data, 'satker-connected.db'))
  db.prepare('update session set ends_at = 1 where hash = ?').run(hashOf(secret))
  db.close()
}

/** What the measuring itself writes all the time. */
const measured =
  /^(minute_reading|five_minute_reading|hour_reading|status_change|outage|watch|router_identity|fold_progress|link|sqlite_stat\d)$/
/** That a session or token was used is written down, whatever it was used for. */
const uses = new Set(['used_at'])

/** Of everything that a request could change: the tables themselves, and a digest of the rows of each. */
export function lookInto(data: string, leaveOut: readonly string[] = ['audit']): Record<string, string> {
  const db = new DatabaseSync(join(data, 'satker-connected.db'), { readOnly: true })
  try {
    const schema = db.prepare('select name, type, sql from sqlite_master order by name').all()
    const seen: Record<string, string> = { sqlite_master: JSON.stringify(schema) }
    for (const { name, type } of schema as { name: string; type: string }[]) {
      if (type !== 'table' || measured.test(name) || leaveOut.includes(name)) continue
      const rows = db.prepare(`select * from "${name}"`).all() as Record<string, unknown>[]
      const kept = rows.map((row) => JSON.stringify(Object.entries(row).filter(([each]) => !uses.has(each))))
      const digest = createHash('sha256').update(kept.toSorted().join('\n')).digest('hex')
      seen[name] = `${rows.length} rows, ${digest}`
    }
    return seen
  } finally {
    db.close()
  }
}

export interface AuditRow {
  id: number
  who: string
  what: string
  subject: string | null
  outcome: string
  after: string | null
  address: string | null
}

/** The audit trail after the entry of this id, oldest first. */
export function auditSince(data: string, id = 0): AuditRow[] {
  const db = new DatabaseSync(join(data, 'satker-connected.db'), { readOnly: true })
  try {
    const asked = 'select id, who, what, subject, outcome, after, address from audit where id > ? order by id'
    return db.prepare(asked).all(id) as unknown as AuditRow[]
  } finally {
    db.close()
  }
}

/** Who may ask for what, written down a second time: what the rules of the server are held against. */
import { everything, type Scope } from '../domain/scope.ts'
import { rules } from '../serve/rules.ts'
import { own } from './two-offices.ts'

const ownOnly: Scope = { provinces: [], types: [], satker: [own.code] }

/** Everybody who could ask; those of one office may see nothing that has a word of another in it. */
export const callers = {
  administrator: ['administrator', everything],
  operator: ['operator', everything],
  'operator of one': ['operator', ownOnly],
  'pic of one': ['pic', ownOnly],
  'pic of a province': ['pic', { provinces: ['51'], types: [], satker: [] }],
  viewer: ['viewer', everything],
  'viewer of one': ['viewer', ownOnly],
  'viewer of a type that is not there': ['viewer', { provinces: [], types: ['kua'], satker: [] }],
  auditor: ['auditor', everything],
  monitor: ['monitor', everything],
} as const satisfies Record<string, readonly [string, Scope]>
export type Caller = keyof typeof callers

export const seeing: Caller[] = (Object.keys(callers) as Caller[]).filter((name) =>
  /^(adm|op|pic|view)/.test(name),
)
const operating: Caller[] = seeing.filter((name) => !name.startsWith('viewer'))
export const everybody = Object.keys(callers) as Caller[]

/** Who gets past the rule of each route, written down once more: a route that is not here fails. */
export const allowed: Record<string, Caller[] | 'anybody'> = {
  'GET /': 'anybody',
  'GET /*': 'anybody',
  'GET /live': 'anybody',
  'GET /api/openapi.json': 'anybody',
  'GET /api/entry': 'anybody',
  'GET /api/public': 'anybody',
  'POST /api/session': 'anybody',
  'POST /api/one-time/look': 'anybody',
  'POST /api/one-time/use': 'anybody',
  'GET /api/sign-on': 'anybody',
  'GET /api/sign-on/callback': 'anybody',
  'GET /api/network': seeing,
  'GET /api/links/:id/readings': seeing,
  'GET /api/changes': seeing,
  'GET /api/outages': seeing,
  'GET /api/satker/:code': seeing,
  'GET /api/satker/:code/availability': seeing,
  'GET /api/outlines': seeing,
  'WebSocket /live': seeing,
  'POST /api/satker/:code/pic/phone': seeing,
  'POST /api/satker/:code/pic/confirmation': operating,
  'GET /api/health': [...seeing, 'monitor'],
  'GET /metrics': ['administrator', 'monitor'],
  'GET /api/session': everybody,
  'DELETE /api/session': everybody,
  'GET /api/sessions': everybody,
  'DELETE /api/sessions': everybody,
  'DELETE /api/sessions/:id': everybody,
  'POST /api/password': everybody,
  'POST /api/second-factor': everybody,
  'POST /api/second-factor/confirm': everybody,
  'DELETE /api/second-factor': everybody,
  'GET /api/accounts': ['administrator'],
  'POST /api/accounts': ['administrator'],
  'PATCH /api/accounts/:id': ['administrator'],
  'POST /api/accounts/:id/reset': ['administrator'],
  'GET /api/tokens': ['administrator'],
  'POST /api/tokens': ['administrator'],
  'DELETE /api/tokens/:id': ['administrator'],
  'GET /api/audit': ['auditor'],
  'GET /api/audit.csv': ['auditor'],
}

/** What a person does with their own account; a token has none. */
export const personal = Object.keys(rules).filter((route) =>
  /sessions|DELETE \/api\/session$|second-factor$/.test(route),
)

/** Routes of one satker or link: their rows are there for those who may see them, and 404 for everybody else. */
export const ofOne = [
  'GET /api/links/:id/readings',
  'GET /api/satker/:code',
  'POST /api/satker/:code/pic/phone',
  'POST /api/satker/:code/pic/confirmation',
]

/** What the routes of accounts, sessions, tokens, people and the audit trail are described as. */
import { tokenRoles } from '../domain/role.ts'
import { done, inPath, json, plain, query, type Parameter, type Route } from './openapi-route.ts'
import { satkerCode, text, time } from './schema.ts'

const id = (what: string): Parameter => inPath('id', `The ${what}, by its id in the list.`, text)
const code = inPath('code', 'The satker, by its code.', satkerCode)

const auditFilter: Parameter[] = [
  query('from', 'Start of the period, included; epoch milliseconds.', time),
  query('to', 'End of the period, not included; epoch milliseconds.', time),
  query('who', 'Who did it, such as `account:budi`; or all that begin with it, where it ends in `:`.', text),
  query('what', 'What was done, such as `sign-in`; or all that begin with it, where it ends in `.`.', text),
  query('outcome', 'Only what was done, or only what was refused.', {
    type: 'string',
    enum: ['done', 'refused'],
  }),
]

/** A browser is sent on, with a cookie of its own for the way back. */
const sentOn = { '302': { description: 'On the way.' } }

export const accessRoutes: Record<string, Route> = {
  'GET /api/entry': {
    summary: 'What a page must know before anybody has signed in',
    answers: json('How one comes in.', 'Entry'),
  },
  'POST /api/session': {
    summary: 'Signs in; the session is a cookie',
    description:
      'With a second factor the first try answers `second-factor-required`: send name, password and code. An account ' +
      'takes 20 tries a minute: five of a browser that signed in to it before (a second cookie says so, and opens ' +
      'nothing), five from addresses that it came from, six from all others, four by who is signed in to it. ' +
      'Retry-After says how long to wait. The session that was shown ends with it.',
    body: 'SignIn',
    answers: json('Who it is now.', 'Session'),
    errors: ['wrong-credentials', 'second-factor-required', 'wrong-code', 'too-many-attempts', 'busy'],
  },
  'GET /api/session': { summary: 'Who is asking', answers: json('The caller.', 'Session') },
  'DELETE /api/session': { summary: 'Signs out', answers: done },
  'GET /api/sessions': { summary: "One's own sessions", answers: json('Them.', 'Sessions') },
  'DELETE /api/sessions': { summary: "Ends one's other sessions", answers: done },
  'DELETE /api/sessions/:id': {
    summary: "Ends one of one's own sessions",
    parameters: [id('session')],
    answers: done,
    errors: ['not-found'],
  },
  'POST /api/password': {
    summary: "Changes one's own password, and ends one's sessions; another begins, with a cookie of its own",
    body: 'PasswordChange',
    answers: done,
    errors: ['wrong-credentials', 'weak-password', 'too-many-attempts', 'busy'],
  },
  'POST /api/second-factor': {
    summary: 'A new secret for a second factor (RFC 6238), not in force until a code of it was confirmed',
    description: 'Where there is one already, `code` is of that.',
    body: 'OwnProof',
    answers: json('The secret, told once.', 'SecondFactor'),
    errors: ['wrong-credentials', 'second-factor-required', 'wrong-code', 'too-many-attempts', 'busy'],
  },
  'POST /api/second-factor/confirm': {
    summary:
      "Puts the second factor in force, and ends one's sessions; another begins, with a cookie of its own",
    body: 'Code',
    answers: json('The caller.', 'Session'),
    errors: ['wrong-code', 'too-many-attempts'],
  },
  'DELETE /api/second-factor': {
    summary: "Takes the second factor away, by a code of it, and ends one's other sessions",
    body: 'OwnProof',
    answers: done,
    errors: ['wrong-credentials', 'second-factor-required', 'wrong-code', 'too-many-attempts', 'busy'],
  },
  'POST /api/one-time/look': {
    summary: 'What a one-time link is for',
    body: 'OneTimeLink',
    answers: json('What it is for.', 'OneTime'),
    errors: ['not-found', 'too-many-attempts'],
  },
  'POST /api/one-time/use': {
    summary: 'Makes the first administrator, or sets the password of an account, and signs in',
    body: 'UseOneTime',
    answers: json('Who it is now.', 'Session'),
    errors: ['not-found', 'weak-password', 'name-taken', 'too-many-attempts', 'busy'],
  },
  'GET /api/sign-on': {
    summary: 'Sends a browser to the single sign-on',
    answers: sentOn,
    errors: ['not-found'],
  },
  'GET /api/sign-on/callback': {
    summary: 'Where the single sign-on sends it back to',
    description:
      'Its parameters are those of OpenID Connect. What went wrong is told to the page as `?masalah=`.',
    answers: sentOn,
    errors: ['not-found'],
  },
  'GET /api/accounts': { summary: 'All accounts', answers: json('Them.', 'Accounts') },
  'POST /api/accounts': {
    summary: 'Makes an account; its one-time link is told once',
    body: 'NewAccount',
    answers: json('The account and its link.', 'NewLink'),
    errors: ['name-taken'],
  },
  'PATCH /api/accounts/:id': {
    summary: 'Changes role or scope, disables or enables; ends its sessions',
    parameters: [id('account')],
    body: 'AccountChange',
    answers: json('The account.', 'Account'),
    errors: ['not-found', 'last-administrator'],
  },
  'POST /api/accounts/:id/reset': {
    summary: 'Takes away password, second factor and sessions; a new one-time link is told once',
    parameters: [id('account')],
    answers: json('The account and its link.', 'NewLink'),
    errors: ['not-found'],
  },
  'GET /api/tokens': { summary: 'All tokens, also revoked ones', answers: json('Them.', 'Tokens') },
  'POST /api/tokens': {
    summary: 'Makes a token for a program; it is told once',
    description: `Roles: ${tokenRoles.join(', ')}.`,
    body: 'NewTokenOrder',
    answers: json('The token.', 'NewToken'),
  },
  'DELETE /api/tokens/:id': {
    summary: 'Revokes a token',
    parameters: [id('token')],
    answers: done,
    errors: ['not-found'],
  },
  'POST /api/satker/:code/pic/phone': {
    summary: 'The telephone of a PIC in full; that it was told is written into the audit trail',
    parameters: [code],
    answers: json('The number.', 'Phone'),
    errors: ['not-found'],
  },
  'POST /api/satker/:code/pic/confirmation': {
    summary: 'Confirms that the PIC is still the right one',
    parameters: [code],
    answers: done,
    errors: ['not-found'],
  },
  'GET /api/audit': {
    summary: 'The audit trail, newest first',
    description: 'That it was read stands in it as `audit.read`, once an hour of each caller.',
    parameters: [
      ...auditFilter,
      query('before', 'Only entries before the one of this id.', { type: 'integer', minimum: 1 }),
      query('limit', 'Default: 100.', { type: 'integer', minimum: 1, maximum: 200 }),
    ],
    answers: json('The entries.', 'Audit'),
  },
  'GET /api/audit.csv': {
    summary: 'The audit trail as CSV, newest first, a million entries at most',
    description:
      'As Excel opens it with a click where the decimal sign is a comma: UTF-8 with its mark, `;` between the cells, CRLF, ' +
      'and else RFC 4180. The columns `id` and `at` (epoch milliseconds) are numbers. A text that a spreadsheet would ' +
      'compute has an apostrophe before it, and controls are written as \\u001b. Stands in the trail as `audit.export`.',
    parameters: auditFilter,
    answers: { '200': plain('The entries.', 'text/csv', { type: 'string' }) },
  },
  'GET /api/public': {
    summary: 'Sums of each Kanwil, where devices.yaml makes them public',
    answers: json('The sums.', 'Public'),
    errors: ['not-found'],
  },
}

import { expect, test } from 'vitest'
import { folderOf, problemsIn, problemsOf } from './folder-of.test-kit.ts'

const signOn = (keys: string) => `access: { sign_on: { ${keys} } }`
const provider = 'name: SSO, issuer: "https://sso.example.go.id", client: satker'
const rules = (rule: string) => signOn(`${provider}, roles: [${rule}]`)
const anyRule = 'roles: [{ value: a, role: viewer }]'
const at = (issuer: string) => signOn(`name: S, issuer: "${issuer}", client: a, ${anyRule}`)

const isHttp =
  '1:39 access.sign_on.issuer: is http, over which anybody on the way could sign in as another; write https://…'
const isMore =
  '1:39 access.sign_on.issuer: is more than the issuer; write what stands before /.well-known/openid-configuration, without ? and #'
const isNone =
  '1:39 access.sign_on.issuer: is no web address; write it like https://contoh.example.go.id/, without user or password'

test.each([
  ['access: { rols: {} }', '1:11 access.rols: unknown key "rols"; did you mean "roles"?'],
  [
    'access: { roles: { kabid: A } }',
    '1:20 access.roles.kabid: unknown key "kabid"; known here: administrator, operator, pic, viewer, auditor',
  ],
  [
    'access: { roles: { pic: 7 } }',
    '1:25 access.roles.pic: 7 is no text here but a number; put it in quotes: "7"',
  ],
  ['access: { idle: 30s }', '1:17 access.idle: 30s is out of range; write a duration from 1m to 1d'],
  ['access: { longest: 8d }', '1:20 access.longest: 8d is out of range; write a duration from 5m to 7d'],
  [
    'access: { idle: 2h, longest: 1h }',
    '1:30 access.longest: longest (1h) is shorter than idle (2h); a session that is used must not end before one that is not',
  ],
  [
    'access: { idle: 24h }',
    '1:17 access.idle: longest (12h) is shorter than idle (1d); a session that is used must not end before one that is not',
  ],
  ['access: { public_page: ya }', '1:24 access.public_page: ya is neither true nor false; write one of them'],
  [
    signOn(`issuer: "https://a.id", client: a, ${anyRule}`),
    '1:20 access.sign_on: has no "name"; write name: SSO Contoh',
  ],
  [
    signOn(`name: S, client: a, ${anyRule}`),
    '1:20 access.sign_on: has no "issuer"; write issuer: https://sso.example.go.id/',
  ],
  [
    signOn(`name: S, issuer: "https://a.id", ${anyRule}`),
    '1:20 access.sign_on: has no "client"; write client: satker-connected',
  ],
  [
    signOn(provider),
    '1:20 access.sign_on: has no "roles"; write roles: [{ value: pusdatin-admin, role: administrator }]',
  ],
  [
    signOn(`${provider}, roles: []`),
    '1:93 access.sign_on.roles: is empty: nobody could sign in; write a value and a role, or remove sign_on',
  ],
  [
    signOn(`${provider}, claim: "", ${anyRule}`),
    '1:93 access.sign_on.claim: is empty; write a text, or leave the key out',
  ],
  [
    signOn(`${provider}, secret: , ${anyRule}`),
    '1:86 access.sign_on.secret: is empty: write what the provider gave, or leave the key out for a client without one',
  ],
  [
    signOn(`${provider}, secret: "", ${anyRule}`),
    '1:94 access.sign_on.secret: is empty: write what the provider gave, or leave the key out for a client without one',
  ],
  [
    signOn(`${provider}, secret: "\${RAHASIA}", ${anyRule}`),
    '1:94 access.sign_on.secret: the environment has no RAHASIA; set RAHASIA for the collector, or use ${file:/path}',
  ],
  [at('http://sso.example.go.id/'), isHttp],
  [at('http://127.0.0.1.example.go.id/'), isHttp],
  [at('ftp://sso.example.go.id/'), isNone],
  [at('https://a:b@sso.example.go.id/'), isNone],
  [at('https://a.id/.well-known/openid-configuration'), isMore],
  [at('https://a.id/?realm=a'), isMore],
  [at('https://a.id/#'), isMore],
  [rules('{ role: viewer }'), '1:94 access.sign_on.roles[0]: has no "value"; write value: pusdatin-admin'],
  [
    rules('{ value: a }'),
    '1:94 access.sign_on.roles[0]: has no "role"; write role: administrator | operator | pic | viewer | auditor',
  ],
  [
    rules('{ value: a, role: viewr }'),
    '1:112 access.sign_on.roles[0].role: viewr is not known; write one of: administrator, operator, pic, viewer, auditor; did you mean "viewer"?',
  ],
  [
    rules('{ value: a, role: monitor }'),
    '1:112 access.sign_on.roles[0].role: monitor is not known; write one of: administrator, operator, pic, viewer, auditor',
  ],
  [
    rules('{ value: a, role: viewer, provinsi: ["51"] }'),
    '1:120 access.sign_on.roles[0].provinsi: unknown key "provinsi"; did you mean "province"?',
  ],
  [
    rules('{ value: a, role: viewer, province: "51" }'),
    '1:130 access.sign_on.roles[0].province: must be a list: lines that begin with "- ", or [a, b]',
  ],
  [
    rules('{ value: a, role: viewer, province: [51] }'),
    '1:131 access.sign_on.roles[0].province[0]: 51 is no text here but a number; put it in quotes: "51"',
  ],
  [
    rules('{ value: a, role: viewer, province: [Bali] }'),
    '1:131 access.sign_on.roles[0].province[0]: Bali is not 2 digits; write it like "31"',
  ],
  [
    rules('{ value: a, role: viewer, province: }'),
    '1:120 access.sign_on.roles[0].province: is empty: name at least one, or leave the key out for no limit',
  ],
  [
    rules('{ value: a, role: viewer, satker: [] }'),
    '1:128 access.sign_on.roles[0].satker: is empty: name at least one, or leave the key out for no limit',
  ],
  [
    rules('{ value: a, role: viewer, type: [kuaa] }'),
    '1:127 access.sign_on.roles[0].type[0]: kuaa is not known; write one of: pusat, kanwil, kankemenag, kua, madrasah, ptkn, balai, upt; did you mean "kua"?',
  ],
  [
    rules('{ value: a, role: viewer, satker: ["900009"] }'),
    '1:129 access.sign_on.roles[0].satker[0]: there is no satker 900009; add it, or name another',
  ],
  [
    rules('{ value: a, role: administrator, province: ["51"] }'),
    '1:94 access.sign_on.roles[0]: limits an administrator, who could lift the limit; leave province, type and satker out, or write another role',
  ],
  [
    rules('{ value: a, role: pic }'),
    '1:94 access.sign_on.roles[0]: lets a pic see everything, who is for their own satker; write province, type or satker',
  ],
  [
    rules('{ value: a, role: auditor, type: [kua] }'),
    '1:94 access.sign_on.roles[0]: limits an auditor, who sees no satker; leave province, type and satker out, or write another role',
  ],
  [
    rules('{ value: a, role: viewer }, { value: a, role: auditor }'),
    '1:131 access.sign_on.roles[1].value: a has a rule before this one, and the first counts; keep one',
  ],
])('%s', (content, problem) => {
  expect(problemsOf(content)).toEqual([`devices.yaml:${problem}`])
})

test('a satker of a scope may stand in an included file, and one that is nowhere has its nearest named', () => {
  const office = 'satker: [{ code: "900001", name: A, type: kua, province: "31" }]\n'
  const main = rules('{ value: a, role: pic, satker: ["900001", "900011"] }')
  expect(problemsIn(folderOf({ 'devices.yaml': `include: [a.yaml]\n${main}\n`, 'a.yaml': office }))).toEqual([
    'devices.yaml:2:136 access.sign_on.roles[0].satker[1]: there is no satker 900011; did you mean "900001"?',
  ])
})

test('access stands in the main file only', () => {
  const files = { 'devices.yaml': 'include: [a.yaml]\n', 'a.yaml': 'access: { idle: 5m }\n' }
  expect(problemsIn(folderOf(files))).toEqual([
    'a.yaml:1:1 access: access stands in the main file only; an included file adds to the lists',
  ])
})

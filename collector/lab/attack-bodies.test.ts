/** Bodies that want to be more than they are: of every route of a real collector that takes one, and of those that do not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOf, bodyOf, bodySchema, keyFor, mutating, named, withBody } from './attack-routes.test-kit.ts'
import { type Answer, type Attacked, auditSince, lookInto, startAttacked } from './attack-stage.test-kit.ts'

let attacked: Attacked
let before: Record<string, string>
beforeAll(async () => {
  attacked = await startAttacked()
  before = lookInto(attacked.data)
}, 60_000)
afterAll(() => attacked.stop())

function send(route: string, body: string): Promise<Answer> {
  const [method = ''] = route.split(' ')
  const type = { 'content-type': 'application/json' }
  return attacked.send(method, addressOf(route), { ...keyFor(route, attacked), ...type }, body)
}

/** Refused as wrong, without a fault of ours. */
async function expectRefused(route: string, body: string): Promise<string> {
  const { status, text } = await send(route, body)
  expect(status, `${route} ${body.slice(0, 100)} → ${text}`).toBe(400)
  return text
}

/** A right body with more to it. */
const withMore = (route: string, more: string): string => {
  const right = JSON.stringify(bodyOf(route)).slice(0, -1)
  return `${right}${right === '{' ? '' : ','}${more}}`
}

const polluting = [
  '"__proto__":{"polluted":1}',
  '"__proto__":null',
  '"\\u005f_proto__":{"polluted":1}',
  '"constructor":{"prototype":{"polluted":1}}',
  '"constructor":{"prototype":null}',
  '"prototype":{"polluted":1}',
  '"constructor.prototype.polluted":1',
  '"__proto__.polluted":1',
  '"constructor":1',
  '"toString":"x"',
  '"hasOwnProperty":null',
  '"valueOf":{}',
  '"__defineGetter__":"x"',
]

/** What the tables and the callers have beside what the routes ask for. */
const assigned = [
  '"isAdmin":true',
  '"admin":1',
  '"id":"nobody"',
  '"account":"x"',
  '"createdBy":"x"',
  '"created_by":"x"',
  '"createdAt":0',
  '"endsAt":9999999999999',
  '"ends_at":9999999999999',
  '"revokedAt":null',
  '"disabledAt":null',
  '"permissions":["accounts"]',
  '"needsSecondFactor":false',
  '"secondFactor":null',
  '"signOn":"x"',
  '"by":"sign-on"',
  '"hash":"x"',
  '"token":"x"',
  '"who":"account:x"',
  '"":1',
]
const theirs = ['name', 'password', 'role', 'scope', 'disabled', 'days', 'code', 'link']

const shapes = [
  '[]',
  '[{}]',
  'null',
  'true',
  '1',
  '"x"',
  '{}x',
  '{"a":1,}',
  '{a:1}',
  "{'a':1}",
  '{"a":1}{"a":1}',
  '{"a":NaN}',
  '{"a":01}',
  '{"a":.5}',
  '{"a":"\u0001"}',
  '{"a":"\\ud8"}',
  '/**/{}',
  '\u0000',
  '\ufeff[]',
  '[1e400]',
  `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  '['.repeat(100_000),
  `{"a":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`,
  `{${Array.from({ length: 10_000 }, (_, at) => `"k${at}":1`).join(',')}}`,
]

describe.each(withBody)('the body of %s', (route) => {
  it('has the fields that are documented, and no other', async () => {
    const fields = Object.keys(bodySchema(route).properties ?? {})
    expect(await expectRefused(route, '{"x":1}')).toContain(`it takes ${fields.join(', ')}.`)
    for (const name of theirs.filter((each) => !fields.includes(each)))
      expect(await expectRefused(route, withMore(route, `"${name}":"x"`))).toContain(name)
    for (const more of assigned) await expectRefused(route, withMore(route, more))
  })

  it('changes nothing of how objects work', async () => {
    for (const more of polluting) {
      await expectRefused(route, withMore(route, more))
      await expectRefused(route, `{${more}}`)
    }
  })

  it('is no place for what pollutes, at any depth', async () => {
    for (const name of Object.keys(bodySchema(route).properties ?? {})) {
      for (const more of polluting.slice(0, 5))
        for (const inside of [
          `{${more}}`,
          `[{${more}}]`,
          `{"provinces":[],"types":[],"satker":["900002"],${more}}`,
        ])
          await expectRefused(route, JSON.stringify({ ...bodyOf(route), [name]: '…' }).replace('"…"', inside))
    }
  })

  it.each(shapes)('is refused as %.30j', async (shape) => {
    const text = await expectRefused(route, shape)
    expect(text.length).toBeLessThan(400)
  })

  it('reads numbers as they are, or not at all', async () => {
    for (const name of Object.keys(bodySchema(route).properties ?? {})) {
      for (const number of [
        '-0',
        '1e400',
        '-1e400',
        '9007199254740993',
        '1e21',
        '0.1',
        '1e-400',
        '123456789012345678901',
      ])
        await expectRefused(route, JSON.stringify({ ...bodyOf(route), [name]: '…' }).replace('"…"', number))
    }
  })

  it('takes half a sign and a mark of byte order without a fault', async () => {
    for (const name of Object.keys(bodySchema(route).properties ?? {})) {
      for (const half of ['"\\ud800"', '"\\udfff\\ud800"', '"x\\ud83d"']) {
        const body = JSON.stringify({ ...bodyOf(route), [name]: '…' }).replace('"…"', half)
        expect([400, 401, 404, 429]).toContain((await send(route, body)).status)
      }
    }
    expect((await send(route, '\ufeff{"x":1}')).status).toBe(400)
  })

  it('with a field twice is read once, and every field is judged', async () => {
    for (const name of Object.keys(bodySchema(route).properties ?? {}))
      await expectRefused(route, withMore(route, `"${name}":["x"]`))
  })
})

const bodiless = mutating.filter((route) => !withBody.includes(route))
it.each(bodiless)('%s takes no body, and says so', async (route) => {
  for (const body of ['{}', '{"role":"administrator"}', '{"code":"900003"}', '[]', '0', '""', 'false'])
    expect(await expectRefused(route, body)).toContain('takes no body')
  await expectRefused(route, '{"__proto__":{"polluted":1}}')
})

const queries = [
  '__proto__=x',
  '__proto__[polluted]=x',
  '__proto__.polluted=x',
  'constructor=x',
  'constructor[prototype][polluted]=x',
  'constructor.prototype.polluted=x',
  'prototype=x',
  'toString=x',
  'hasOwnProperty=x',
]
it.each(named)('%s takes no query for a part of an object', async (route) => {
  const [method = ''] = route.split(' ')
  for (const query of queries) {
    const { status } = await attacked.send(method, `${addressOf(route)}?${query}`, keyFor(route, attacked))
    const isOfPage = /^GET (\/|\/\*|\/live|\/metrics|\/api\/sign-on\/callback)$/.test(route)
    if (isOfPage) expect(status).toBeLessThan(500)
    else expect(status).toBe(400)
  }
})

it('has changed nothing, done nothing, and answers as before', async () => {
  expect(lookInto(attacked.data)).toEqual(before)
  expect(
    auditSince(attacked.data).filter(({ outcome, who }) => outcome === 'done' && who !== 'collector'),
  ).toEqual([])
  const asked = { authorization: `Bearer ${attacked.tokens.administrator}` }
  for (const path of [
    '/api/network',
    '/api/accounts',
    '/api/satker/900002',
    '/api/openapi.json',
    '/metrics',
  ]) {
    const { status, text } = await attacked.send('GET', path, asked)
    expect(status).toBe(200)
    expect(text).not.toContain('polluted')
  }
})

/** SQL, put wherever a caller's words go in a real collector: it is words, and nothing but words. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { injections, pairs, strangeQueries, strangeValues, ways } from './attack-payloads.test-kit.ts'
import {
  addressOf,
  type Asked,
  keyFor,
  named,
  placesOf,
  queryNames,
  withBody,
} from './attack-routes.test-kit.ts'
import { type Answer, type Attacked, lookInto, startAttacked } from './attack-stage.test-kit.ts'
import { foreignWords } from './two-offices.ts'

let attacked: Attacked
let before: Record<string, string>
beforeAll(async () => {
  attacked = await startAttacked()
  // What each route writes once, because somebody reads, is written before the look.
  for (const route of named)
    if (route.startsWith('GET ')) await ask(route, { method: 'GET', path: addressOf(route) })
  before = lookInto(attacked.data)
}, 60_000)
afterAll(() => attacked.stop())

function ask(route: string, { method, path, body }: Asked): Promise<Answer> {
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  return attacked.send(method, path, { ...keyFor(route, attacked), ...type }, body)
}

/** What could go on where a right value ends. */
const after = injections.filter((word) => `'"%;\0`.includes(word.charAt(0)))
const places = named.flatMap(placesOf)
const isOfOneOffice = /^(GET|POST) \/api\/(links|satker|outages|changes|network)/

/** What is wrong with an answer, whatever was asked. */
function faultOf(route: string, { status, text }: Answer): string | null {
  // An `unavailable` would be a fault as well; that many passwords are tried at once is not.
  if (status >= 500 && !text.includes('"busy"')) return `${status}: ${text.slice(0, 200)}`
  // It is said of what is not there what was asked for.
  if (isOfOneOffice.test(route) && status < 400 && foreignWords.test(text))
    return `foreign: ${text.slice(0, 200)}`
  return null
}

/** Without what is another each time; that somebody must wait says no more than that they are not let in. */
function wordsOf(route: string, { status, text }: Answer): string {
  if (status === 401 || status === 429) return 'not let in'
  if (route === 'GET /metrics') return String(status)
  return `${status} ${text.replace(/\\"[^]*\\"/, '').replace(/"(head|at|startedAt)":("\w+"|\d+)/g, '')}`
}

it('is asked at every place there is', () => {
  const covered = new Set(places.map(({ route, name }) => `${route} ${name}`))
  for (const route of named) expect(covered).toContain(`${route} ?x`)
  for (const route of named)
    for (const segment of route.match(/:\w+|\*/g) ?? []) expect(covered).toContain(`${route} ${segment}`)
  expect(withBody.length).toBeGreaterThan(9)
  expect(places.length).toBeGreaterThan(80)
  expect(injections.length + 2 * pairs.length).toBeGreaterThan(40)
})

describe.each(named)('%s', (route) => {
  it('reads no parameter and no field that its document is silent of', async () => {
    const isOfPage = ['GET /', 'GET /*', 'GET /live', 'GET /metrics', 'GET /api/sign-on/callback'].includes(
      route,
    )
    const { status, text } = await ask(
      route,
      placesOf(route)
        .find(({ name }) => name === '?x')!
        .put('x'),
    )
    if (isOfPage) return expect(status, text).toBeLessThan(500)
    expect(status).toBe(400)
    const taken = queryNames(route).join(', ')
    expect(text).toContain(taken === '' ? 'this address takes none' : `it takes ${taken}.`)
  })

  it('takes SQL for words, wherever it stands', async () => {
    const faults: string[] = []
    for (const place of placesOf(route)) {
      for (const each of [...injections, ...after.map((word) => place.example + word), ...strangeValues]) {
        const fault = faultOf(route, await ask(route, place.put(each)))
        if (fault !== null) faults.push(`${place.name} ${JSON.stringify(each)?.slice(0, 80)} → ${fault}`)
      }
    }
    expect(faults).toEqual([])
  })

  it('answers what is always true as what is never true', async () => {
    const differences: string[] = []
    for (const place of placesOf(route)) {
      for (const [yes, no] of pairs) {
        const [one, other] = [place.example + yes, place.example + no]
        const said = wordsOf(route, await ask(route, place.put(one)))
        const saidNot = wordsOf(route, await ask(route, place.put(other)))
        if (said !== saidNot)
          differences.push(`${place.name} ${yes}: ${said.slice(0, 200)} / ${saidNot.slice(0, 200)}`)
      }
    }
    expect(differences).toEqual([])
  })

  it('takes a query of another form for one that is wrong', async () => {
    const [method = ''] = route.split(' ')
    for (const name of [...queryNames(route), 'x']) {
      for (const query of strangeQueries) {
        const path = `${addressOf(route)}?${query.replaceAll('NAME', name)}`
        expect(faultOf(route, await ask(route, { method, path })), path).toBeNull()
      }
    }
  })
})

it('leads no name to a file, and has none in the name of a download', async () => {
  const files = /root:|PATH=|SQLite format/
  // Somebody may be called `secrets.key`: a name of an account is that of no file.
  for (const place of places.filter(({ name }) => name !== 'name')) {
    for (const way of ways) {
      const { status, headers, text } = await ask(place.route, place.put(way))
      expect(text, `${place.route} ${place.name} ${way}`).not.toMatch(files)
      if (place.name.startsWith(':')) expect([400, 401, 404, 429], `${place.route} ${way}`).toContain(status)
      const attached = headers['content-disposition']
      if (attached !== undefined)
        expect(attached).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d\.csv"$/)
    }
  }
})

it('has changed nothing, nor the tables themselves', () => {
  expect(lookInto(attacked.data)).toEqual(before)
})

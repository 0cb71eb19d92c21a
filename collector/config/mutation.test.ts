import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { problemsOf } from './folder-of.test-kit.ts'

const fixture = readFileSync(new URL('./fixtures/complete.yaml', import.meta.url), 'utf8')
const lines = fixture.split('\n')
const env = { UMUM: 'umum-rahasia', SATU: 'satu-rahasia', DUA: 'dua-rahasia', OIDC: 'oidc-rahasia' }

const line = fc.nat(lines.length - 1)
const offset = fc.nat(fixture.length - 1)
const signs =
  '\t|\0|"|\'|{|}|[|]|:|: |- |&a |*a |!x |>|%|@|`|#|? |${|${X}|${file:/}|---\n|...\n|<<: |__proto__: '
const values = 'null|~|-1|1e999|.inf|\u2028|\ud800|😀'
const long = ['|', '[['.repeat(500), 'x'.repeat(100_000), '- '.repeat(1000)]
const hostile = fc.constantFrom(...`${signs}|${values}`.split('|'), ...long)

/** What a slip of the hand, an editor, or an attacker would make of it. */
const mutated = fc.oneof(
  fc.tuple(offset, hostile).map(([at, text]) => fixture.slice(0, at) + text + fixture.slice(at)),
  fc.tuple(offset, fc.nat(40)).map(([at, count]) => fixture.slice(0, at) + fixture.slice(at + count)),
  offset.map((at) => fixture.slice(0, at)),
  fc.tuple(line, line).map(([a, b]) => lines.with(a, lines[b]!).with(b, lines[a]!).join('\n')),
  line.map((at) => lines.toSpliced(at, 0, lines[at]!).join('\n')),
  fc
    .tuple(line, fc.integer({ min: 1, max: 4 }))
    .map(([at, by]) => lines.with(at, ' '.repeat(by) + lines[at]).join('\n')),
  fc
    .tuple(line, hostile)
    .map(([at, text]) => lines.with(at, lines[at]!.replace(/: .*/, `: ${text}`)).join('\n')),
)

test('whatever becomes of a file, the answer is a network or a list of problems that tells no secret', () => {
  fc.assert(
    fc.property(mutated, (content) => {
      for (const problem of problemsOf(content, env)) {
        expect(problem).toMatch(/^(devices\.yaml|\/run\S*|\S+\.csv):\d+:\d+ \S/)
        expect(problem).not.toMatch(/umum-rahasia|satu-rahasia|dua-rahasia|oidc-rahasia|    at |\n/)
      }
    }),
    { numRuns: 300 },
  )
})

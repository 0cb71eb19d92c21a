import { expect, test } from 'vitest'
import { problemsOf } from './folder-of.test-kit.ts'

const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]', ...'bcdefghij'.split('').map(levelOver)].join('\n')

function levelOver(name: string, i: number): string {
  const below = `*${'abcdefghij'[i]}`
  return `${name}: &${name} [${Array.from({ length: 10 }, () => below).join(', ')}]`
}

test.each<[string, string | Uint8Array, string]>([
  ['an empty file', '', 'devices.yaml:1:1 is empty; write at least organisation: and satker:'],
  ['only comments', '# nothing yet\n', 'devices.yaml:1:1 is empty; write at least organisation: and satker:'],
  ['a list', '- a', 'devices.yaml:1:1 must be a map: lines of "key: value", indented below this key'],
  [
    'a tab',
    'snmp:\n\tport: 161\n',
    'devices.yaml:2:1 a tab stands here; YAML is indented by spaces only, so replace it by spaces',
  ],
  [
    'broken UTF-8',
    Buffer.from('organisation: Uji\n# caf\xe9 é\n', 'latin1'),
    'devices.yaml:2:6 is not UTF-8 text from here on; save the file with the encoding UTF-8',
  ],
  [
    'UTF-16',
    Buffer.from('\ufefforganisation: Uji', 'utf16le'),
    'devices.yaml:1:1 is not UTF-8 text from here on; save the file with the encoding UTF-8',
  ],
  [
    'a YAML bomb',
    bomb,
    'devices.yaml:6:12 aliases (*) blow this file up beyond 250000 values; write the values out',
  ],
  [
    'an alias inside its own anchor',
    'satker: &a [*a]',
    'devices.yaml:1:13 this alias (*) stands inside its own anchor (&); write the value out',
  ],
  [
    'an alias without an anchor',
    'organisation: *kantor',
    'devices.yaml:1:15 this alias (*) has no anchor (&) before it; if a text is meant, put it in quotes',
  ],
  [
    'nesting without end',
    `organisation: ${'['.repeat(20_000)}`,
    'devices.yaml:1:64 is nested more than 50 levels deep; write it flatter',
  ],
  [
    'a key that stands twice',
    'organisation: A\norganisation: B',
    'devices.yaml:2:1 the key "organisation" stands twice; keep one',
  ],
  [
    'several documents',
    'organisation: A\n---\norganisation: B',
    'devices.yaml:2:1 a second YAML document begins here; keep one document in a file, without ---',
  ],
  [
    'a merge key',
    '<<: { organisation: A }',
    'devices.yaml:1:1 <<: merge keys (<<) are not used; defaults flow down by themselves',
  ],
  [
    'a tag',
    'organisation: !!js/function "f"',
    'devices.yaml:1:15 tags (!…) are not used in this file; leave it out, or put the text in quotes',
  ],
  [
    'a quote that is not closed',
    'organisation: "A\n',
    'devices.yaml:2:1 something is missing here: a closing quote or bracket, a comma, or a space after a colon',
  ],
  [
    'two colons',
    'organisation: A: B',
    'devices.yaml:1:15 two keys, or a key and a list, stand on one line; put each on a line of its own',
  ],
])('%s is refused with its place and cure', (_, content, message) => {
  expect(problemsOf(content)).toEqual([message])
})

test('a file over 16 MiB is refused before it is read', () => {
  const content = Buffer.alloc(16 * 2 ** 20 + 1, '#')
  expect(problemsOf(content)).toEqual([
    'devices.yaml:1:1 is 16.0 MiB; split it by include, each file up to 16 MiB',
  ])
})

test('a byte order mark and Windows line ends are no fault', () => {
  expect(problemsOf('\ufefforganisation: Uji\r\nsatker: []\r\n')).toEqual([])
})

test('no directive brings back the rules of YAML 1.1', () => {
  const content = '%YAML 1.1\n---\norganisation: off\nsynthetic: yes\n'
  expect(problemsOf(content)).toEqual([
    'devices.yaml:4:12 synthetic: yes is neither true nor false; write one of them',
  ])
})

test('a message never repeats what may be a secret in the wrong place', () => {
  const misplaced = [
    'snmp: rahasia-ku',
    'snmp: { community: [rahasia-ku] }',
    'snmp: { community: { rahasia-ku } }',
    'snmp: { community: abc,rahasia-ku }',
    'snmp: { community: @rahasia-ku }',
    'snmp: { community: *rahasia-ku }',
    'snmp: { community: !rahasia-ku }',
    'snmp: { community: "rahasia-ku }',
    'snmp: { version: 3, user: u, auth: { protocol: SHA, key: rahasia-ku: x } }',
    'snmp: { version: 3, user: u, auth: rahasia-ku }',
    'snmp: { community: "${UMUM}\\n" }',
  ]
  for (const content of misplaced) {
    const problems = problemsOf(content, { UMUM: 'rahasia-ku' })
    expect(problems.length, content).toBeGreaterThan(0)
    expect(problems.join('\n'), content).not.toContain('rahasia-ku')
  }
})

import { expect, it } from 'vitest'
import type { EvidenceKind } from '../../collector/domain/status.ts'
import { causeOfOutage, endedUnwatched } from './outage-cause.ts'

it.each<[string, EvidenceKind[], EvidenceKind | null]>([
  ['silence', ['silent', 'silent'], 'silent'],
  ['what was seen last before it ended', ['silent', 'parent-gone', 'answered', 'answered'], 'parent-gone'],
  [
    'the interface, whatever was silent besides',
    ['interface-down', 'silent', 'interface-up'],
    'interface-down',
  ],
  ['silence, where then nobody watched', ['silent', 'not-watched'], 'silent'],
  ['silence, where then we were cut off', ['silent', 'cut-off'], 'silent'],
  ['nothing where only its end was seen', ['answered'], null],
  ['nothing where nothing was', [], null],
])('the cause of an outage is %s', (_name, seen, cause) => {
  expect(causeOfOutage({ evidence: seen.map((what, at) => ({ at, what })) })).toBe(cause)
})

it.each<[string, EvidenceKind[], number | null, boolean]>([
  ['when the watching did', ['silent', 'not-watched'], 9, true],
  ['when we were cut off', ['silent', 'cut-off'], 9, true],
  ['when the far end answered', ['silent', 'answered'], 9, false],
  ['not at all while it is open', ['silent', 'not-watched'], null, false],
  ['with nothing seen of it', [], 9, false],
])('an outage ends %s', (_name, seen, ended, unwatched) => {
  expect(endedUnwatched({ ended, evidence: seen.map((what, at) => ({ at, what })) })).toBe(unwatched)
})

import { expect, it } from 'vitest'
import type { EvidenceKind } from '../../collector/domain/status.ts'
import { causeOfOutage } from './outage-cause.ts'

it.each<[string, EvidenceKind[], EvidenceKind | null]>([
  ['silence', ['silent', 'silent'], 'silent'],
  ['what was seen last before it ended', ['silent', 'parent-gone', 'answered', 'answered'], 'parent-gone'],
  [
    'the interface, whatever was silent besides',
    ['interface-down', 'silent', 'interface-up'],
    'interface-down',
  ],
  ['nothing where only its end was seen', ['answered'], null],
  ['nothing where nothing was', [], null],
])('the cause of an outage is %s', (_name, seen, cause) => {
  expect(causeOfOutage({ evidence: seen.map((what, at) => ({ at, what })) })).toBe(cause)
})

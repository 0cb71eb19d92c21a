import type { Act } from './act.ts'
import { brokenBytes } from './broken-bytes.ts'
import { falseAnswers } from './false-answers.ts'
import { falseEngines } from './false-engines.ts'
import { falsePlaintexts } from './false-plaintexts.ts'
import { falseTables } from './false-tables.ts'

/** Everything that is known to have ended, misled or stopped somebody who asks by SNMP. */
export const acts: readonly Act[] = [
  ...brokenBytes,
  ...falseAnswers,
  ...falseTables,
  ...falseEngines,
  ...falsePlaintexts,
]

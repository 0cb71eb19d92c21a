/** What is measured of the product by hand: figures to compare with their goals, which no test asserts. */
import { detectionBench } from './detection.ts'
import { diskBench } from './disk.ts'
import { gateBench } from './gate.ts'
import { gatePrivateBench } from './gate-private.ts'
import { limitBench } from './limit.ts'
import { liveBench } from './live.ts'
import { nationalBench } from './national.ts'
import { overloadBench } from './overload.ts'
import { pageBench } from './page.ts'
import { readsBench } from './reads.ts'
import { soakBench } from './soak.ts'
import { trapFloodBench } from './trap-flood.ts'
import { visitsBench } from './visits.ts'

export interface Bench {
  /** As it is asked for on the command line. */
  name: string
  /** In one sentence: what is measured, and of how much. */
  says: string
  /** Paragraphs of Markdown for BENCHMARKS.md: what is measured, and how. */
  about: string
  /** `tell` takes lines of progress; an aborted signal ends it early with the figures that there are. */
  run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]>
}

export interface Figure {
  what: string
  value: number
  unit: string
  /** What the value is to stay at or below; null: only to know. */
  goal: number | null
  /** Where more is better: the value is to reach the goal. */
  isFloor?: boolean
}

export const benches: readonly Bench[] = [
  nationalBench,
  visitsBench,
  limitBench,
  soakBench,
  overloadBench,
  detectionBench,
  liveBench,
  readsBench,
  diskBench,
  gateBench,
  gatePrivateBench,
  trapFloodBench,
  pageBench,
]

export function isMet({ value, goal, isFloor = false }: Figure): boolean {
  return goal === null || (isFloor ? value >= goal : value <= goal)
}

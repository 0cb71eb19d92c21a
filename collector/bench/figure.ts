import type { Figure } from './bench.ts'

/** `goal` is what the value is to stay at or below; without one it is only to know. */
export function figure(what: string, value: number, unit: string, goal: number | null = null): Figure {
  return { what, value, unit, goal }
}

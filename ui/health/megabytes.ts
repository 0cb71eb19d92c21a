import type { Format } from '../parts/format.ts'

/** 64_000_000 → `64 MB`; one digit below ten. */
export function megabytes(bytes: number, format: Pick<Format, 'number'>): string {
  const value = bytes / 1e6
  return `${format.number(value, value < 9.95 ? 1 : 0)} MB`
}

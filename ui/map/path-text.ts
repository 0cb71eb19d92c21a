/** Lines as the text of an SVG path: whole tenths of a map unit, each point from the one before, which packs well. */
import type { Corner } from './simplify.ts'

export function pathText(line: readonly Corner[], closed: boolean): string {
  let [x, y] = [0, 0]
  const steps = line.map(([toX, toY]) => {
    const step = `${Math.round(toX * 10) - x},${Math.round(toY * 10) - y}`
    ;[x, y] = [Math.round(toX * 10), Math.round(toY * 10)]
    return step
  })
  // Absolute at its start, relative from there on.
  return `M${steps[0]}l${steps.slice(1).join(' ')}${closed ? 'z' : ''}`
}

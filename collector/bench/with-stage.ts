/** A bench with what it starts: nothing is left of it, whether it was measured, interrupted or failed. */
import type { Figure } from './bench.ts'
import { type LoopbackStage, type StageOrder, startLoopbackStage, visitedOften } from './loopback-stage.ts'

/** Who runs the bench: hears of progress, and may end it early. */
export interface Onlooker {
  tell(line: string): void
  signal: AbortSignal
}

/** No figures where it is interrupted, or where `start` answers null since there is no snmpd. */
export async function withStage<Stage extends { stop(): Promise<void> }>(
  start: () => Promise<Stage | null>,
  { tell, signal }: Onlooker,
  measure: (stage: Stage) => Promise<Figure[]>,
): Promise<Figure[]> {
  const stage = await start()
  if (stage === null) {
    tell('snmpd is not installed, and nobody would answer: apt-get install snmpd')
    return []
  }
  try {
    return await measure(stage)
  } catch (error) {
    if (signal.aborted) return []
    throw error
  } finally {
    await stage.stop()
  }
}

interface WarmOrder extends StageOrder {
  /** How often every router is visited before it is measured, the first time with all that is looked for on it. */
  visits: number
}

/** Of a round of visits, and of the start before the first. */
const roundSeconds = 60
const startSeconds = 120

/** The national fleet and the like, once its collector is warm. */
export function withLoopbackStage(
  { visits, ...order }: WarmOrder,
  onlooker: Onlooker,
  measure: (stage: LoopbackStage) => Promise<Figure[]>,
): Promise<Figure[]> {
  const { tell, signal } = onlooker
  return withStage(
    () => startLoopbackStage(order),
    onlooker,
    async (stage) => {
      tell(
        `${order.routers} routers, each visited ${visits === 1 ? 'once' : `${visits} times`} before it counts`,
      )
      const mostSeconds = startSeconds + visits * roundSeconds
      const seconds = await visitedOften(stage.collector, visits, { signal, mostSeconds })
      tell(`warm after ${seconds.toFixed(0)} s`)
      return measure(stage)
    },
  )
}

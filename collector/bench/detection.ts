import { setTimeout as wait } from 'node:timers/promises'
import { whyNoLab } from '../lab/missing.ts'
import type { Bench, Figure } from './bench.ts'
import { type CutLink, cutAndRestore } from './detection-cuts.ts'
import { liveThroughHour } from './detection-hour.ts'
import { type DetectionStage, startDetectionStage } from './detection-stage.ts'
import { fpingFloor } from './floors.ts'
import { quantile } from './measured-answer.ts'

const links = 12_000
/** Until all have answered two sweeps. */
const upWithinMs = 60_000
const sweepsAMinute = 6
const hourSeconds = 3_600
const seed = 20_261_127

export const detectionBench: Bench = {
  name: 'detection',
  says: `how soon a cut of one of ${links} links is on the map, and how often one is called down that is not`,
  about: `In a network namespace of its own ${links} addresses answer echoes, and the real collector sweeps them every 10 s with
fping. 240 random links are cut at random moments, twenty at a time, most by silence and some by an ICMP error; measured is
the time until a browser's frame says \`down\`, and after they are restored until it says \`up\`. A link that is called down
and was not cut is false.

Then an hour passes in the time that the work takes: the product's own sweeps, bursts, quality rounds and judging of ${links}
links, whose far ends lose each echo at random, 1 % and 10 %. A link that is called down in it is false, for none is cut.
The loss that is measured is compared with the true one. The floor is fping alone in the same run, asking as often.`,
  run,
}

async function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  const cuts = await cutFigures(tell, signal)
  const hours: Figure[] = []
  for (const lossRatio of [0.01, 0.1])
    if (!signal.aborted) hours.push(...(await hourFigures(lossRatio, tell, signal)))
  if (signal.aborted) return [...cuts.figures, ...hours]
  tell('measuring the floor')
  const floor = (await fpingFloor(links)) * sweepsAMinute
  return [
    ...cuts.figures,
    ...(cuts.cpuSeconds === null ? [] : costOfAnEcho(cuts.cpuSeconds, floor)),
    ...hours,
    { what: 'floor: fping alone, as many echoes a minute', value: floor, unit: 's', goal: null },
  ]
}

/** Both of a minute. Everything that is done for the sweeps, the bursts at what is cut included, is of the echoes. */
function costOfAnEcho(cpuSeconds: number, floorSeconds: number): Figure[] {
  const microseconds = (cpuSeconds / (links * sweepsAMinute)) * 1e6
  return [
    { what: 'processor time of an echo, judged and stored', value: microseconds, unit: 'µs', goal: null },
    { what: 'as a multiple of the floor', value: cpuSeconds / floorSeconds, unit: '×', goal: null },
  ]
}

interface CutsSeen {
  figures: Figure[]
  /** Of a minute; null where it was not measured. */
  cpuSeconds: number | null
}

async function cutFigures(tell: (line: string) => void, signal: AbortSignal): Promise<CutsSeen> {
  const why = whyNoLab()
  if (why !== null) {
    tell(`no link can be cut here, ${why}`)
    return { figures: [], cpuSeconds: null }
  }
  const stage = await startDetectionStage(links)
  try {
    tell(`waiting until all ${links} links are up`)
    const untilMs = performance.now() + upWithinMs
    while (stage.record.count('up') < links && performance.now() < untilMs)
      await wait(500, undefined, { signal })
    tell(`${stage.record.count('up')} links are up; cutting some`)
    const before = { use: stage.collector.use(), atMs: performance.now() }
    const cuts = await cutAndRestore(links, stage, signal)
    const minutes = (performance.now() - before.atMs) / 60_000
    const cpuSeconds = (stage.collector.use().cpuSeconds - before.use.cpuSeconds) / minutes
    return { figures: figuresOf(cuts, stage, cpuSeconds), cpuSeconds }
  } catch (error) {
    if (signal.aborted) return { figures: [], cpuSeconds: null }
    throw error
  } finally {
    await stage.stop()
  }
}

function figuresOf(cuts: readonly CutLink[], { record }: DetectionStage, cpuSeconds: number): Figure[] {
  const seconds = (times: readonly (number | null)[], share: number): number =>
    quantile(
      times.map((ms) => (ms ?? Infinity) / 1_000),
      share,
    )
  const downs = cuts.map((one) => one.downAfterMs)
  const errors = cuts.filter(({ by }) => by === 'error').map((one) => one.downAfterMs)
  const ups = cuts.map((one) => one.upAfterMs)
  const cutOf = new Map(cuts.map((one) => [one.link, one]))
  const falseDowns = record.unexpected('down', (link, atMs) => atMs >= (cutOf.get(link)?.cutAtMs ?? Infinity))
  const figure = (what: string, value: number, unit: string, goal: number | null = null): Figure => ({
    what,
    value,
    unit,
    goal,
  })
  return [
    figure('cut to down on the map, p50', seconds(downs, 0.5), 's', 10),
    figure('cut to down on the map, p99', seconds(downs, 0.99), 's', 16),
    figure('cut to down on the map, longest', seconds(downs, 1), 's'),
    figure('of those answered for by an error, p50', seconds(errors, 0.5), 's'),
    figure('restored to up on the map, p50', seconds(ups, 0.5), 's'),
    figure('restored to up on the map, longest', seconds(ups, 1), 's'),
    figure('called down and not cut', falseDowns, 'links', 0),
    figure('processor time a minute, fping included', cpuSeconds, 's'),
  ]
}

async function hourFigures(
  lossRatio: number,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<Figure[]> {
  const name = `an hour of ${lossRatio * 100} % loss`
  tell(`${name}, of ${links} links`)
  const hour = await liveThroughHour({ links, lossRatio, seconds: hourSeconds, seed }, signal)
  if (signal.aborted) return []
  const count = (to: string): number =>
    new Set(hour.changes.filter((one) => one.to === to).map((one) => one.link)).size
  const figure = (what: string, value: number, unit: string, goal: number | null = null): Figure => ({
    what: `${name}: ${what}`,
    value,
    unit,
    goal,
  })
  return [
    figure('called down', count('down') + count('unreachable'), 'links', lossRatio < 0.05 ? 0 : 1),
    figure('called degraded (beyond 5 %)', count('degraded'), 'links'),
    figure('loss measured, off the true one on the average', hour.lossErrorPoints.at(-1) ?? 0, 'points', 2),
    figure('minutes until it is no more than 2 points off', minutesUntilRight(hour.lossErrorPoints), 'min'),
    figure('processor time', hour.cpuSeconds, 's'),
  ]
}

/** And stays so. */
function minutesUntilRight(errors: readonly number[]): number {
  return errors.findLastIndex((points) => points > 2) + 2
}

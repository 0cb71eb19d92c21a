import { setTimeout as wait } from 'node:timers/promises'
import type { Bench, Figure } from './bench.ts'
import { figure } from './figure.ts'
import { failedVisits, lateVisits, type LoopbackStage } from './loopback-stage.ts'
import { withLoopbackStage } from './with-stage.ts'

const routers = 25_000
/** Each faster than the one before: 100,000, 125,000 and 150,000 routers a minute. */
const everySeconds = [15, 12, 10]
const settleMs = 25_000
const measureMs = 30_000
const loadWithinMs = 60_000
const goal = 100_000

export const limitBench: Bench = {
  name: 'limit',
  says: `how many routers a minute two cores visit before one is late, in steps from 100,000 on`,
  about: `${routers.toLocaleString('en')} routers of loopback, of which everyone is first visited once a minute and then, by an edit of devices.yaml
for each step, every ${everySeconds.join(', ')} seconds: the visit whole, judged and stored. A step is held when in half a minute no
visit began late or was skipped, none failed, and all were made. The one \`snmpd\` that answers for all of them has the same
two cores, and takes more of them than the collector's share of a visit.`,
  run,
}

function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  return withLoopbackStage({ routers, sweep: '10m', visits: 1 }, { tell, signal }, async (stage) => {
    const steps: Step[] = []
    for (const seconds of everySeconds) {
      const step = await stepOf(stage, seconds, signal)
      tell(
        `${step.perMinute} a minute: ${step.isHeld ? 'held' : 'not held'} (${step.late} late or skipped, ${step.failed} failed)`,
      )
      steps.push(step)
      if (!step.isHeld) break
    }
    return figuresOf(steps)
  })
}

interface Step {
  perMinute: number
  isHeld: boolean
  late: number
  failed: number
  visitedPerMinute: number
  /** Of the collector, and of the agent, of one core. */
  share: number
  agentShare: number
  residentMb: number
  loopP99Ms: number
}

async function stepOf(stage: LoopbackStage, everySecond: number, signal: AbortSignal): Promise<Step> {
  const { collector, agent } = stage
  const loadedAt = (await collector.health()).config.loadedAt
  stage.edit({ routers, sweep: '10m', visit: `${everySecond}s` })
  const from = performance.now()
  while ((await collector.health()).config.loadedAt === loadedAt && performance.now() - from < loadWithinMs)
    await wait(500, undefined, { signal })
  await wait(settleMs, undefined, { signal })
  const before = {
    health: await collector.health(),
    cpu: collector.use().cpuSeconds,
    agent: agent.use().cpuSeconds,
    atMs: performance.now(),
  }
  await wait(measureMs, undefined, { signal })
  const health = await collector.health()
  const use = collector.use()
  const seconds = (performance.now() - before.atMs) / 1_000
  const perMinute = (routers * 60) / everySecond
  const late = lateVisits(health) - lateVisits(before.health)
  const failed = failedVisits(health) - failedVisits(before.health)
  const visitedPerMinute = ((health.snmp.visits - before.health.snmp.visits) / seconds) * 60
  return {
    perMinute,
    isHeld: late === 0 && failed === 0 && visitedPerMinute >= perMinute * 0.99,
    late,
    failed,
    visitedPerMinute,
    share: ((use.cpuSeconds - before.cpu) / seconds) * 100,
    agentShare: ((agent.use().cpuSeconds - before.agent) / seconds) * 100,
    residentMb: use.residentMb,
    loopP99Ms: health.eventLoopP99Ms,
  }
}

function figuresOf(steps: readonly Step[]): Figure[] {
  const held = Math.max(0, ...steps.filter(({ isHeld }) => isHeld).map(({ perMinute }) => perMinute))
  return [
    { what: 'the most that was held', value: held, unit: 'routers a minute', goal, isFloor: true },
    ...steps.flatMap((step) => {
      const at = `at ${step.perMinute.toLocaleString('en')}`
      return [
        figure(`${at}: visits`, Math.round(step.visitedPerMinute), 'a minute'),
        figure(`${at}: late or skipped`, step.late, 'visits'),
        figure(`${at}: processor of the collector`, step.share, '% of a core'),
        figure(`${at}: processor of the agent`, step.agentShare, '% of a core'),
        figure(`${at}: event loop held up, p99`, step.loopP99Ms, 'ms'),
        figure(`${at}: resident memory`, step.residentMb, 'MB'),
      ]
    }),
  ]
}

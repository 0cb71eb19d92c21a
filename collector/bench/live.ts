import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { everything } from '../domain/scope.ts'
import { leaveToken } from '../lab/keys.ts'
import type { Bench, Figure } from './bench.ts'
import { Crowd } from './crowd.ts'
import { figure } from './figure.ts'
import { liveFloor } from './live-floor-run.ts'
import { loopbackFleetYaml } from './loopback-fleet.ts'
import { MadeEchoes } from './made-echoes.ts'
import { quantile } from './measured-answer.ts'
import { ownUseOf } from './process-use.ts'
import { RunningCollector } from './running-collector.ts'

const routers = 12_000
const browsers = 1_000
/** Of those that never read, on top of the others. */
const silent = 100
/** One caller may take a quarter of the places. */
const crowds = 4
const changing = Math.round(routers * 0.01)
const sweepMs = 10_000
const sweeps = 5
const wavesASweep = 2
/** Until every link was asked, and what that changed was told. */
const warmUpMs = 25_000
const patienceMs = 12_000
const afterwardsMs = 5_000

export const liveBench: Bench = {
  name: 'live',
  says: `what ${browsers} browsers that watch ${routers} links cost, and how soon the last of them has 1 % of the links that change at once`,
  about: `The real collector watches ${routers} links, swept every 10 s, with everything judged and stored; a program in the place of fping
answers at once for all of them, with round trips between 20 and 23 ms, so that publishing is what is measured. ${browsers} browsers,
WebSocket clients in ${crowds} processes of their own on the same two cores, take every frame. Twice a sweep ${changing} links that are
asked in one second fall silent. How late a browser has them is counted from the time that the frame carries, which is when
the collector began to write it, to its arrival, by the same clock. Processor time is that of the collector's process alone.
Then come ${silent} browsers that never read, while two more waves are told: their ten seconds begin when their
snapshot does, which waits for its turn. Then all ${browsers} go and come back at once. The floor is of the same
run: a bare \`ws\` server that sends as many bytes as a wave has to as many of the same clients, once a second.`,
  run,
}

async function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'satker-live-'))
  const stop: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
  const figures: Figure[] = []
  try {
    const devices = join(folder, 'devices.yaml')
    const data = join(folder, 'data')
    writeFileSync(devices, loopbackFleetYaml({ routers, snmpPort: null }))
    const echoes = new MadeEchoes(folder, routers)
    const tokens = []
    for (let at = 0; at <= crowds; at++) tokens.push(await leaveToken(data, 'operator', everything))
    const { prefix } = echoes
    const collector = await RunningCollector.start({ devices, data, prefix, flags: flagsAsked() })
    stop.push(() => collector.stop())
    const crowd = new Crowd(tokens.slice(0, crowds))
    stop.push(() => crowd.stop())
    const deaf = new Crowd(tokens.slice(crowds))
    stop.push(() => deaf.stop())
    tell(`${routers} links, warming up for ${warmUpMs / 1_000} s`)
    await wait(warmUpMs, undefined, { signal })
    for await (const some of measured({ collector, crowd, deaf, echoes, tell, signal })) figures.push(...some)
    tell('measuring the floor')
    const waveBytes = figures.find(({ what }) => what === waveSize)?.value ?? 0
    const bytes = waveBytes * 1_000
    figures.push(...(await liveFloor(crowd, { browsers, bytes, waves: sweeps * wavesASweep })))
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    for (const end of stop.toReversed()) await end()
  }
  return figures
}

/** For whoever looks for where the time goes: flags of Node for the collector, such as `--cpu-prof`. */
function flagsAsked(): string[] {
  return process.env.BENCH_COLLECTOR_FLAGS?.split(' ') ?? []
}

interface Stage {
  collector: RunningCollector
  crowd: Crowd
  deaf: Crowd
  echoes: MadeEchoes
  tell(line: string): void
  signal: AbortSignal
}

const waveSize = 'size of a wave'

async function* measured(stage: Stage): AsyncGenerator<Figure[]> {
  const { collector, crowd, tell, signal } = stage
  const alone = collector.use().residentMb
  const mostMb = watchMemory(stage)
  tell(`${browsers} browsers come`)
  yield [
    figure('resident memory before the browsers', alone, 'MB'),
    ...(await opened(stage, 'that come at once')),
  ]
  await wait(sweepMs, undefined, { signal })
  await crowd.report()
  tell(`${sweeps * wavesASweep} waves of ${changing} links`)
  yield await waves(stage)
  tell(`${silent} browsers that never read, and two waves`)
  yield await withDeaf(stage)
  tell('all go, and come back at once')
  await crowd.leave()
  yield await opened(stage, 'that come back at once')
  await crowd.leave()
  await wait(afterwardsMs, undefined, { signal })
  yield [
    figure('resident memory at its most, from the first browser on', mostMb(), 'MB', 600),
    figure('resident memory after they left', collector.use().residentMb, 'MB'),
  ]
}

/** Answers with the most that was resident until it is asked, looked at twice a second. */
function watchMemory({ collector, signal }: Stage): () => number {
  let most = 0
  const look = (): void => void (most = Math.max(most, collector.use().residentMb))
  const timer = setInterval(look, 500)
  signal.addEventListener('abort', () => clearInterval(timer), { once: true })
  return () => {
    clearInterval(timer)
    look()
    return most
  }
}

async function opened({ collector, crowd }: Stage, how: string): Promise<Figure[]> {
  const before = ownUseOf(collector.pid)
  const took = await crowd.open(collector.url, browsers)
  return [
    figure(`${browsers} browsers ${how} have their snapshot, median`, quantile(took, 0.5) / 1_000, 's'),
    figure(`${browsers} browsers ${how} have their snapshot, the last`, Math.max(...took) / 1_000, 's'),
    figure(`${browsers} browsers ${how}, processor time`, ownUseOf(collector.pid) - before, 's'),
  ]
}

async function waves({ collector, crowd, echoes, signal }: Stage): Promise<Figure[]> {
  const before = ownUseOf(collector.pid)
  const from = performance.now()
  for (let sweep = 0; sweep < sweeps; sweep++) {
    echoes.cutTwice(changing)
    await wait(sweepMs, undefined, { signal })
  }
  await wait(sweepMs, undefined, { signal })
  const minutes = (performance.now() - from) / 60_000
  const seconds = ownUseOf(collector.pid) - before
  const report = await crowd.report()
  const lateMs = report.waves.flatMap(([, each]) => each)
  return [
    figure(
      'waves that reached every browser',
      report.waves.filter(([, each]) => each.length === browsers).length,
      'waves',
    ),
    figure(waveSize, report.waveBytes / 1_000, 'kB'),
    figure('a wave is with a browser, median', quantile(lateMs, 0.5), 'ms'),
    figure('a wave is with a browser, p99', quantile(lateMs, 0.99), 'ms', 250),
    figure('the slowest wave is with the last browser', Math.max(...lateMs), 'ms'),
    figure('processor time of the collector a minute', seconds / minutes, 's'),
    figure('sent to a browser a minute', report.bytes / browsers / minutes / 1e6, 'MB'),
    figure('frames to a browser a minute', report.frames / browsers / minutes, 'frames'),
    figure('holes in what browsers got', report.holes, 'frames', 0),
    figure('event loop held up, p99', (await collector.health()).eventLoopP99Ms, 'ms', 100),
    figure('resident memory with the browsers', collector.use().residentMb, 'MB', 600),
  ]
}

async function withDeaf({ collector, crowd, deaf, echoes, signal }: Stage): Promise<Figure[]> {
  await deaf.open(collector.url, silent, { reads: false })
  const from = performance.now()
  echoes.cutTwice(changing)
  let watching = browsers + silent
  while (watching > browsers && performance.now() - from < patienceMs) {
    await wait(100, undefined, { signal })
    watching = (await collector.health()).browsers
  }
  const seconds = (performance.now() - from) / 1_000
  await wait(Math.max(0, sweepMs + 5_000 - seconds * 1_000), undefined, { signal })
  const { waves: told, closed } = await crowd.report()
  const lateMs = told.flatMap(([, each]) => each)
  return [
    figure(`of ${silent} that never read are cut off`, browsers + silent - watching, 'browsers'),
    figure('the last of them after', seconds, 's', 12),
    figure('a wave is with a browser that reads, p99, meanwhile', quantile(lateMs, 0.99), 'ms', 1_000),
    figure('browsers that read and were cut off', closed, 'browsers', 0),
  ]
}

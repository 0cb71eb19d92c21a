/** Start here: reads the configuration, wires the parts, starts them, and stops them in reverse. */
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { openStore } from '../db/open-store.ts'
import { keepToOwner } from '../db/own-files.ts'
import { Reader } from '../db/reader.ts'
import { AuditAnchor } from './access/audit-anchor.ts'
import { ConfigurationTrail } from './access/configuration-trail.ts'
import { createAccess } from './access/create-access.ts'
import { endSignOnSessions } from './access/end-sign-on-sessions.ts'
import { SignOnDesk } from './access/sign-on-desk.ts'
import manifest from '../package.json' with { type: 'json' }
import { type Arguments, readArguments } from './arguments.ts'
import { loadNetwork, type LoadResult } from './config/load-network.ts'
import { formatProblem } from './config/problem.ts'
import { watchNetwork } from './config/watch-network.ts'
import type { Clock } from './domain/clock.ts'
import { emptyNetwork } from './domain/empty-network.ts'
import { createLog, type Log } from './log.ts'
import { LoopDelay } from './loop-delay.ts'
import { Poll } from './poll/poll.ts'
import { chooseIcmpProbe } from './probe/icmp/choose.ts'
import { createIkeProbe } from './probe/ike/ike-probe.ts'
import { createSnmpProbe } from './probe/snmp/snmp-probe.ts'
import { createAnswers } from './serve-deps.ts'
import { createServer, type Server } from './serve/server.ts'
import { openTransport } from './serve/transport.ts'
import type { Health } from './serve/wire.ts'
import { Player } from './simulator/player.ts'
import { createStoreLedger } from './store-ledger.ts'
import { TrapReceiver } from './trap/receiver.ts'

/** SIGTERM is given five seconds; what is on its way has this long to come in. */
const lastAnswersMs = 1_500
const killAfterMs = 4_500

// What is made here is for the collector's user alone, whatever the shell that starts it says.
process.umask(0o077)

const clock: Clock = { now: () => Date.now(), monotonicMs: () => performance.now() }

const nothingLoaded = {
  network: emptyNetwork,
  access: new Map(),
  provinceOutlines: null,
  signOnSecret: null,
}

/** `onBroken` is called when nothing can be recorded any more, and the process should end. */
async function run(
  asked: Arguments,
  log: Log,
  onBroken: (why: string) => void,
): Promise<{ stop(): Promise<void> }> {
  const startedAt = clock.now()
  const transport = await openTransport(asked, { clock, log })
  const store = await openStore(asked.data)
  const reader = new Reader(asked.data)
  const ledger = await createStoreLedger(store)
  const loopDelay = new LoopDelay()
  loopDelay.start()

  let loaded = await loadNetwork(asked.devices)
  const config: Health['config'] = { file: asked.devices, loadedAt: startedAt, problems: [] }
  let { network, access, provinceOutlines, signOnSecret } = loaded.ok ? loaded : nothingLoaded
  tellConfig(loaded)

  const echoed = new Set(network.links.flatMap(({ reach, endpoint }) => (reach === 'snmp' ? [] : endpoint)))
  const icmp = await chooseIcmpProbe({ log, endpoints: echoed.size, everyMs: network.icmp.everyMs })
  const snmp = createSnmpProbe({ clock, log })
  const ike = createIkeProbe({ clock })
  const keyFile = asked.key ?? join(asked.data, 'secrets.key')
  const accounts = createAccess({
    store,
    settings: () => network.access,
    organisation: () => network.organisation,
    keyFile,
    clock,
    log,
  })
  for (const file of [...store.readableByOthers, ...keepToOwner([keyFile])])
    log.warn('readable-by-others', { file, cure: 'as its owner: chmod 600' })
  const signOn = new SignOnDesk({ clock, log })
  const anchor = new AuditAnchor(store.db, log)
  const trail = new ConfigurationTrail({ store, clock, keys: accounts, log })
  const player = new Player(log)
  const server: Server = createServer({
    ...createAnswers({
      store,
      reader,
      poll: () => poll,
      loaded: () => ({ network, provinceOutlines }),
      clock,
    }),
    health,
    identities: accounts,
    accounts,
    signOn,
    transport,
    version: manifest.version,
    clock,
    log,
  })
  const publish = server.publish.bind(server)
  const refresh = (): void => server.refresh()
  const poll = new Poll({ ledger, icmp, snmp, ike, clock, log, publish, refresh, onBroken })
  const traps =
    asked.trap &&
    new TrapReceiver({
      order: asked.trap,
      clock,
      log,
      engineOf: (router) => snmp.engineOf(router),
      onTrap: (trap) => poll.heed(trap),
    })

  let watching = false
  if (loaded.ok) await watch()
  await accounts.start()
  await anchor.start()
  const address = await server.listen(asked.host, asked.port)
  log.info('listening', { url: address.url })
  // Where NODE_COMPILE_CACHE names a folder, the next start needs nothing that strips types: 15 MB in each thread.
  flushCompileCache()
  await accounts.tellSetUp(address.url, (text) => process.stderr.write(text))
  let reloading = Promise.resolve()
  const watcher = watchNetwork({
    file: asked.devices,
    files: loaded.files,
    onLoad: (result) => {
      const onBug = (error: unknown): void => log.error('bug', { of: 'reload', error: String(error) })
      reloading = reloading.then(() => reload(result)).catch(onBug)
    },
  })

  async function reload(result: LoadResult): Promise<void> {
    loaded = result
    tellConfig(result)
    if (!result.ok) return
    network = result.network
    access = result.access
    provinceOutlines = result.provinceOutlines
    signOnSecret = result.signOnSecret
    await watch()
  }

  /** Not before a file could be read: until then nobody watches, and the history stays as it was left. */
  async function watch(): Promise<void> {
    signOn.load(network.access.signOn, signOnSecret)
    const { isSignOnOther } = await trail.tell({ network, access, signOnSecret })
    if (isSignOnOther) await endSignOnSessions(accounts.parts)
    await player.apply(network, access)
    traps?.enrol(network, access)
    if (watching) return poll.apply(network, access)
    await poll.start(network, access, await ledger.beginWatch(clock.now()))
    traps?.start()
    watching = true
    server.refresh()
  }

  function tellConfig(result: LoadResult): void {
    config.problems = result.ok ? [] : result.problems.map(formatProblem)
    if (result.ok) config.loadedAt = clock.now()
    for (const problem of config.problems) log.error('config-problem', { problem })
    if (result.ok)
      log.info('config-loaded', {
        file: asked.devices,
        satker: result.network.satker.length,
        links: result.network.links.length,
      })
  }

  function health(): Omit<Health, 'browsers'> {
    const { recording, lastCommitAt, earlyVisits, ...polling } = poll.health()
    return {
      ok: config.problems.length === 0 && recording === null && !polling.blind,
      version: manifest.version,
      node: process.version,
      sqlite: store.sqliteVersion,
      startedAt,
      ...polling,
      trap: traps && { ...traps.health(), visits: earlyVisits },
      config,
      database: { ...store.size(), lastCommitAt, full: recording === 'full' },
      eventLoopP99Ms: loopDelay.p99Ms(),
    }
  }

  return {
    async stop() {
      await watcher.stop()
      await reloading
      await traps?.stop()
      if (watching) await poll.stop(lastAnswersMs)
      await server.close()
      await accounts.stop()
      await anchor.stop()
      await Promise.all([player.stop(), icmp.close(), snmp.close(), ike.close()])
      await reader.close()
      await store.close()
      loopDelay.stop()
    },
  }
}

/** npm passes a signal to the shell it started us in, and many shells end without passing it on. */
function onShellGone(then: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return
  const shell = process.ppid
  setInterval(() => process.ppid !== shell && then(), 500).unref()
}

/** Runs until a signal or a broken store, then stops in reverse; a second signal does not wait. */
async function main(asked: Arguments): Promise<void> {
  const log = createLog()
  const stopping = Promise.withResolvers<{ why: string; exitCode: 0 | 1 }>()
  const end = (why: string, exitCode: 0 | 1): void => {
    setTimeout(() => process.exit(1), killAfterMs).unref()
    stopping.resolve({ why, exitCode })
  }
  const onBroken = (why: string): void => end(why, 1)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(signal, 0))
  onShellGone(() => end('the shell that npm started it in has ended', 0))
  try {
    const running = await run(asked, log, onBroken)
    const { why, exitCode } = await stopping.promise
    log.info('stopping', { why })
    process.exitCode = exitCode
    await running.stop()
    log.info('stopped')
  } catch (error) {
    log.error('cannot-start', { why: error instanceof Error ? error.message : String(error) })
    process.exit(1)
  }
}

const asked = readArguments(process.argv.slice(2))
if ('run' in asked) await main(asked.run)
else {
  process.exitCode = asked.exitCode
  const output = asked.exitCode === 0 ? process.stdout : process.stderr
  output.write(`${asked.say}\n`)
}

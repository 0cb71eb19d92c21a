/** A network namespace of its own in which thousands of addresses answer echoes, and any can be cut. */
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import {
  addNamespace,
  namespaceName,
  removeNamespace,
  removeStaleNamespaces,
  runIn,
  spawnIn,
} from '../lab/namespaces.ts'
import { endProcess } from '../lab/processes.ts'
import type { LiveFrame } from '../serve/wire.ts'
import { DetectionRecord } from './detection-record.ts'
import { loopbackFleetYaml } from './loopback-fleet.ts'
import { RunningCollector } from './running-collector.ts'

const liveClient = fileURLToPath(new URL('../lab/live-client.ts', import.meta.url))

/** Those of `silence` lose each echo without a word, and those of `error` are answered for by a router on the way. */
const rules = `table ip detection {
  set silence { type ipv4_addr; }
  set error { type ipv4_addr; }
  chain input {
    type filter hook input priority 0
    icmp type echo-request ip daddr @silence drop
    icmp type echo-request ip daddr @error reject with icmp host-unreachable
  }
}
`

export interface Cut {
  address: string
  by: 'silence' | 'error'
}

export interface DetectionStage {
  collector: RunningCollector
  record: DetectionRecord
  cut(cut: Cut): Promise<void>
  restore(cut: Cut): Promise<void>
  stop(): Promise<void>
}

export async function startDetectionStage(links: number): Promise<DetectionStage> {
  await removeStaleNamespaces()
  const namespace = namespaceName('detection')
  const folder = await mkdtemp(join(tmpdir(), 'satker-detection-'))
  let collector: RunningCollector | null = null
  let client: ChildProcess | null = null
  await addNamespace(namespace)
  const stop = async (): Promise<void> => {
    if (client) await endProcess(client)
    await collector?.stop()
    await removeNamespace(namespace)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const devices = join(folder, 'devices.yaml')
    await writeFile(devices, loopbackFleetYaml({ routers: links, snmpPort: null }))
    await writeFile(join(folder, 'rules'), rules)
    await runIn(namespace, ['nft', '-f', join(folder, 'rules')])
    const prefix = ['ip', 'netns', 'exec', namespace]
    collector = await RunningCollector.start({ devices, data: join(folder, 'data'), prefix })
    const record = new DetectionRecord()
    client = watch(namespace, collector, record)
    return {
      collector,
      record,
      cut: (cut) => element(namespace, 'add', cut),
      restore: (cut) => element(namespace, 'delete', cut),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Its key goes by the environment, which no list of processes shows. */
function watch(namespace: string, { url, token }: RunningCollector, record: DetectionRecord): ChildProcess {
  const client = spawnIn(namespace, [process.execPath, liveClient, url], {
    env: { ...process.env, TOKEN: token },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (client.stdout)
    createInterface({ input: client.stdout }).on('line', (line) =>
      record.take(JSON.parse(line) as LiveFrame, performance.now()),
    )
  return client
}

async function element(namespace: string, what: 'add' | 'delete', cut: Cut): Promise<void> {
  await runIn(namespace, ['nft', what, 'element', 'ip', 'detection', cut.by, `{ ${cut.address} }`])
}

import { openStore, type Store } from '../../db/open-store.ts'
import { StoreBroken, StoreFull, StoreRefused } from '../../db/store-error.ts'
import { callerFolder } from '../arguments.ts'
import { loadNetwork } from '../config/load-network.ts'
import { formatProblem } from '../config/problem.ts'
import type { Network } from '../domain/network.ts'
import { type HistoryOrder, readHistoryOrder } from '../simulator/history-order.ts'
import { whyNoHistory, writeHistory } from '../simulator/history.ts'
import { type Command, type CommandOptions, misused, refused } from './command.ts'

export const history: Command = {
  usage: 'history [--devices devices.yaml] [--data data] [--days 30] [--busy 24]',
  says: 'fill an empty data folder with a made-up past of a synthetic network, for trying the page; its last hours\n    are as busy as what the simulator plays, the days before are as calm as a real network',
  options: ['devices', 'data', 'days', 'busy'],
  run,
}

/** Killed before it is done, it leaves a shorter past: each transaction is whole. */
async function run(operands: string[], { values }: CommandOptions): Promise<number> {
  if (operands.length > 0)
    return misused(`history takes no "${operands[0]}"; write --devices FILE --data DIR`)
  const order = readHistoryOrder(values)
  if (typeof order === 'string') return misused(order)
  process.chdir(callerFolder())
  const loaded = await loadNetwork(order.devices)
  if (!loaded.ok) return refused(loaded.problems.map(formatProblem).join('\n'))
  try {
    const store = await openStore(order.data)
    try {
      return await fillStore(store, loaded.network, order)
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof StoreRefused || error instanceof StoreFull || error instanceof StoreBroken) {
      return refused(error.message)
    }
    throw error
  }
}

async function fillStore(store: Store, network: Network, order: HistoryOrder): Promise<number> {
  const why = await whyNoHistory(store, network)
  if (why !== null) return refused(why)
  const say = (progress: string): void => console.error(progress)
  const windows = await writeHistory(store, network, { ...order, now: Date.now(), say })
  const { hoursFrom, fiveMinutesFrom, minutesFrom } = windows
  say(`readings by the hour since ${isoOf(hoursFrom)}, by five minutes since ${isoOf(fiveMinutesFrom)},`)
  say(`by the minute since ${isoOf(minutesFrom)}`)
  return 0
}

function isoOf(at: number): string {
  return new Date(at).toISOString()
}

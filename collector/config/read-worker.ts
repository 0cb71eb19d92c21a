/** The thread that reads a configuration and ends, so that neither its time nor its memory is the collector's. */
import { parentPort, workerData } from 'node:worker_threads'
import { readNetwork } from './read-network.ts'
import { type ReadOrder, toMessage } from './read-message.ts'

// The YAML parser looks into the environment at every token; a plain object answers it faster than the system.
process.env = {}
const { file, env }: ReadOrder = workerData
parentPort?.postMessage(toMessage(readNetwork(file, env)))

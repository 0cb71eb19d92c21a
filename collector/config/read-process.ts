/**
 * The process that reads a configuration and ends, so that neither its time nor its memory is the collector's: what a
 * thread had, Node would keep for the rest of the collector's life.
 */
import { readNetwork } from './read-network.ts'
import { type ReadOrder, toMessage } from './read-message.ts'

// The YAML parser looks into the environment at every token; a plain object answers it faster than the system.
process.env = {}
// Whoever asked is gone, and nobody waits for it any more.
process.once('disconnect', () => process.exit(1))
process.once('message', ({ file, env }: ReadOrder) => {
  process.send?.(toMessage(readNetwork(file, env)), undefined, {}, () => process.disconnect())
})

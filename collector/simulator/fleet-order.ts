/** What the command line asks of a synthetic fleet. */
import { wholeNumber } from './whole-number.ts'
import { leastSatker, mostSatker } from './synthetic-fleet.ts'
import type { FleetSize } from './synthetic-fleet.ts'

export interface FleetOrder extends FleetSize {
  port: number
}

/** The options as they were typed; what is left out has a default. */
export interface TypedOrder {
  satker?: string
  seed?: string
  port?: string
  planned?: string
}

const waitingShare = 1 / 100

/** A sentence where it cannot be made. */
export function readOrder(typed: TypedOrder): FleetOrder | string {
  const satker = wholeNumber(typed.satker ?? '550', leastSatker, mostSatker)
  if (satker === null) return `--satker ${typed.satker}: write a number from ${leastSatker} to ${mostSatker}`
  const seed = wholeNumber(typed.seed ?? '1446', 0, 2 ** 31 - 1)
  if (seed === null) return `--seed ${typed.seed}: write a number from 0 to 2147483647`
  const port = wholeNumber(typed.port ?? '16100', 1, 65_535)
  if (port === null)
    return `--port ${typed.port}: write a number from 1 to 65535; below 1024 only root may open it`
  const mostPlanned = Math.floor(satker / 2)
  const planned = wholeNumber(typed.planned ?? String(Math.round(satker * waitingShare)), 0, mostPlanned)
  if (planned === null)
    return `--planned ${typed.planned}: write a number from 0 to ${mostPlanned}, half of the fleet`
  return { satker, seed, port, planned }
}

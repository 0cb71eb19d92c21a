/** What the command line asks of a made-up history. */
import { wholeNumber } from './whole-number.ts'

export interface HistoryOrder {
  devices: string
  data: string
  days: number
  busyHours: number
}

interface TypedHistoryOrder {
  devices?: string
  data?: string
  days?: string
  busy?: string
}

const mostDays = 400
const mostBusyHours = 48

/** A sentence where it cannot be made. */
export function readHistoryOrder(typed: TypedHistoryOrder): HistoryOrder | string {
  const days = wholeNumber(typed.days ?? '30', 1, mostDays)
  if (days === null) return `--days ${typed.days}: write a number from 1 to ${mostDays}`
  const busyHours = wholeNumber(typed.busy ?? '24', 0, mostBusyHours)
  if (busyHours === null) return `--busy ${typed.busy}: write a number of hours from 0 to ${mostBusyHours}`
  return { devices: typed.devices ?? 'devices.yaml', data: typed.data ?? 'data', days, busyHours }
}

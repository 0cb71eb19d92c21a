import { isIPv4 } from 'node:net'

/** Whether a name can only mean this machine: localhost, 127.0.0.0/8 or ::1. */
export function isLoopback(name: string): boolean {
  const lower = name.toLowerCase()
  return lower === 'localhost' || lower === '::1' || (isIPv4(lower) && lower.startsWith('127.'))
}

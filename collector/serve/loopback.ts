import { isIPv4 } from 'node:net'

/** Whether a name can only mean this machine: localhost, 127.0.0.0/8 or ::1. */
export function isLoopback(name: string): boolean {
  const lower = name.toLowerCase()
  return lower === 'localhost' || lower === '::1' || (isIPv4(lower) && lower.startsWith('127.'))
}

/**
 * Whether a Host header names this machine, with any port. A page of a stranger whose name resolves to
 * 127.0.0.1 (DNS rebinding) sends its own name here, and so is told apart.
 */
export function isLoopbackHost(host: string): boolean {
  const parts = /^(?:\[([0-9a-fA-F:]+)\]|([A-Za-z0-9.-]+))(?::(\d{1,5}))?$/.exec(host)
  if (!parts) return false
  const [, literal, name, port] = parts
  if (port !== undefined && Number(port) > 65_535) return false
  return literal === undefined ? name !== undefined && isLoopback(name) : literal === '::1'
}

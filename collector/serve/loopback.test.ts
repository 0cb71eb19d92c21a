import { describe, expect, it } from 'vitest'
import { isLoopback } from './loopback.ts'

describe('a name or address', () => {
  it.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost', 'LOCALHOST'])('%s is loopback', (host) =>
    expect(isLoopback(host)).toBe(true),
  )
  it.each(['0.0.0.0', '::', '192.168.1.1', 'example.org', '127.evil', '127.1', 'localhost.', ''])(
    '%j is not',
    (host) => expect(isLoopback(host)).toBe(false),
  )
})

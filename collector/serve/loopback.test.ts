import { describe, expect, it } from 'vitest'
import { isLoopback, isLoopbackHost } from './loopback.ts'

const ours = [
  'localhost',
  'LOCALHOST:80',
  '127.0.0.1',
  '127.0.0.1:8080',
  '127.200.3.4:1',
  '[::1]',
  '[::1]:65535',
]

const others = [
  '',
  'evil.example',
  'localhost.evil.example',
  'localhost.',
  'sub.localhost',
  '127.0.0.1.evil.example',
  '127.1',
  '0x7f.0.0.1',
  '127.0.0.256',
  '128.0.0.1',
  '10.0.0.1:8080',
  '0.0.0.0',
  '::1',
  '[::]',
  '[::ffff:127.0.0.1]',
  'localhost:',
  'localhost:70000',
  'localhost:80:80',
  'me@localhost',
  'localhost/',
  ' localhost',
]

describe('a Host header', () => {
  it.each(ours)('%j names this machine', (host) => expect(isLoopbackHost(host)).toBe(true))
  it.each(others)('%j does not', (host) => expect(isLoopbackHost(host)).toBe(false))
})

describe('an address to listen on', () => {
  it.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost'])('%s is loopback', (host) =>
    expect(isLoopback(host)).toBe(true),
  )
  it.each(['0.0.0.0', '::', '192.168.1.1', 'example.org', '127.evil', ''])('%j is not', (host) =>
    expect(isLoopback(host)).toBe(false),
  )
})
